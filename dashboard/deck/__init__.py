"""Views as slides: what stands on them, as PPTX and as PDF."""
