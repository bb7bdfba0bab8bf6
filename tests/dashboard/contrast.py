"""Contrast between two colours as WCAG 2 defines it, and the colour that a picture shows."""

import re


def channels(color):
    """Red, green and blue in [0, 1] of ``#rrggbb``, ``rgb(…)`` or ``color(srgb …)``."""
    if color.startswith("#"):
        return [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    numbers = [float(number) for number in re.findall(r"[\d.]+", color)][:3]
    return numbers if color.startswith("color(") else [number / 255 for number in numbers]


def luminance(color):
    """Relative luminance."""
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels(color)]
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    """From 1 (alike) to 21 (black on white)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def read_colors(page, clip):
    """The pixels of a part of the page, as ``rgb(r, g, b)`` from the left to the right, from the top down."""
    return page.evaluate(PIXELS, list(page.screenshot(clip=clip)))


PIXELS = """async (bytes) => {
  const image = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: "image/png" }));
  const pen = new OffscreenCanvas(image.width, image.height).getContext("2d");
  pen.drawImage(image, 0, 0);
  const data = pen.getImageData(0, 0, image.width, image.height).data;
  return Array.from({ length: data.length / 4 }, (_, at) => `rgb(${data.slice(4 * at, 4 * at + 3).join(", ")})`);
}"""
