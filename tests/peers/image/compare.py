"""Writes images of every kind with Pillow, lets image_peer read them and compares the pixels.

usage: compare.py PROGRAM
"""
# SPDX-License-Identifier: Apache-2.0
import pathlib
import subprocess
import sys
import tempfile

from PIL import Image, ImageChops, ImageDraw, ImageOps, TiffImagePlugin

WIDTH, HEIGHT = 317, 211  # odd on purpose: rows do not end at a byte


def page(mode, mark=0):
    """A drawing with lines, a disc, a ramp; in colour where the mode has colours."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), "white")
    draw = ImageDraw.Draw(picture)
    for i in range(0, WIDTH, 7):
        draw.line([(i, 0), (WIDTH - i, HEIGHT)], fill=(i % 256, 40, 200 - i % 200))
    draw.ellipse([60, 40, 160, 140], fill=(200, 30, 30))
    draw.rectangle([5, 5, 30 + 10 * mark, 20], fill="black")
    for x in range(WIDTH):
        draw.line([(x, HEIGHT - 20), (x, HEIGHT)], fill=(x * 255 // WIDTH,) * 3)
    if mode == "P":
        return picture.quantize(64)
    if mode == "RGBA":
        picture.putalpha(Image.linear_gradient("L").resize(picture.size))
        return picture
    if mode == "LA":
        return page("RGBA").convert("LA")
    if mode == "I;16":
        return picture.convert("L").convert("I").point(lambda v: v * 257).convert("I;16")
    return picture.convert(mode)


def as_seen(picture):
    """What a person sees: upright, on white, 8 bits."""
    if picture.mode in ("I;16", "I"):
        picture = picture.convert("I").point(lambda v: v / 257).convert("L")
    picture = ImageOps.exif_transpose(picture) or picture
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture.convert("RGBA"))
    return picture.convert("RGB")


def files(folder):
    """(path, greatest difference of a pixel allowed)"""
    def save(name, picture, tolerance=0, **options):
        path = folder / name
        picture.save(path, **options)
        return path, tolerance

    for name in ("group4", "group3", "tiff_ccitt", "raw", "tiff_lzw", "tiff_adobe_deflate", "packbits"):
        yield save(f"1_{name}.tif", page("1"), compression=name if name != "raw" else None)
    for mode in ("L", "RGB", "P", "RGBA", "CMYK"):
        # CMYK is turned to colours by a plain rule here and there; one step of rounding apart.
        for name in ("raw", "tiff_lzw", "tiff_adobe_deflate", "packbits"):
            yield save(f"{mode}_{name}.tif", page(mode), {"CMYK": 2, "RGBA": 2}.get(mode, 0),
                       compression=name if name != "raw" else None)
    yield save("16.tif", page("I;16"), 1)
    yield save("L_jpeg.tif", page("L"), 12, compression="jpeg", quality=95)
    yield save("RGB_jpeg.tif", page("RGB"), 12, compression="jpeg", quality=95)
    pages = [page("1", i) for i in range(12)]
    yield save("fax_12_pages.tif", pages[0], save_all=True, append_images=pages[1:], compression="group4",
               dpi=(204, 196))
    for orientation in range(1, 9):
        tags = TiffImagePlugin.ImageFileDirectory_v2()
        tags[274] = orientation
        yield save(f"turned_{orientation}.tif", page("1"), compression="group4", tiffinfo=tags)
        exif = Image.Exif()
        exif[274] = orientation
        yield save(f"turned_{orientation}.jpg", page("RGB"), 12, quality=95, exif=exif)
    for mode in ("1", "L", "RGB", "P", "RGBA", "LA"):
        yield save(f"{mode}.png", page(mode), 2 if "A" in mode else 0)
    # 16 bits become 8 with the brightness curve undone and done again: a few steps in the dark.
    yield save("16.png", page("I;16"), 2)
    yield save("P_transparent.png", page("P"), 2, transparency=3)
    yield save("L.jpg", page("L"), 12)
    yield save("RGB.jpg", page("RGB"), 12)
    yield save("progressive.jpg", page("RGB"), 12, progressive=True)
    yield save("full_colours.jpg", page("RGB"), 12, subsampling=0, quality=100)
    yield save("CMYK.jpg", page("CMYK"), 12, quality=95)


def pages_of(path):
    with Image.open(path) as image:
        for i in range(getattr(image, "n_frames", 1)):
            image.seek(i)
            yield as_seen(image.copy())  # loaded first: Pillow turns a TIFF when it loads it


def main(program):
    wrong = count = sheets = 0
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        for path, tolerance in files(work):
            count += 1
            out = work / (path.name + ".pages")
            out.mkdir()
            run = subprocess.run([program, path, out], capture_output=True, text=True)
            if run.returncode:
                wrong += 1
                print(f"{path.name}: refused: {run.stderr.strip()}", file=sys.stderr)
                continue
            expected = list(pages_of(path))
            found = [Image.open(out / f"{i + 1}.png").convert("RGB") for i in range(len(list(out.iterdir())))]
            sheets += len(found)
            if [p.size for p in expected] != [p.size for p in found]:
                wrong += 1
                print(f"{path.name}: {[p.size for p in found]} instead of {[p.size for p in expected]}", file=sys.stderr)
                continue
            worst = max(max(high for _, high in ImageChops.difference(a, b).getextrema())
                        for a, b in zip(expected, found))
            if worst > tolerance:
                wrong += 1
                print(f"{path.name}: a pixel differs by {worst}, allowed are {tolerance}", file=sys.stderr)
    print(f"Pillow: {count - wrong} of {count} files, {sheets} pages, are read as Pillow reads them")
    return 1 if wrong or count < 50 else 0


sys.exit(main(sys.argv[1]))
