"""Who is named, described or meant: states, organisations and leaders."""
