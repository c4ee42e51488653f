"""Why a picture is refused and what to do, in words for whoever sent it."""

from __future__ import annotations

from plugins.media.pictures import PIXELS_LIMIT, SIZE_LIMIT, PictureFacts, PictureFault

SMALLER = "用看图软件缩小到宽 1600 像素左右，再存一次"
_AGAIN = "用看图软件打开原图，另存为 JPEG 或 PNG"

_OTHER_WAYS = {
    "SVG 矢量图": "用画图软件打开，导出为 PNG",
    "Photoshop 文件": "在 Photoshop 里导出为 JPEG 或 PNG",
    "WMF 图形": "在 Word 里把图另存为 PNG",
    "EMF 图形": "在 Word 里把图另存为 PNG",
}


def say_fault(facts: PictureFacts, fault: PictureFault, name: str) -> tuple[str, str]:
    """Return what was seen of the refused picture called ``name``, and how to put it right."""
    if fault is PictureFault.TOO_LARGE:
        size = f"{facts.size / 1_000_000:.1f} MB"
        return f"“{name}”有 {size}，超过了 {SIZE_LIMIT // 1_000_000} MB", SMALLER
    if fault is PictureFault.TOO_MANY_PIXELS:
        size = f"（{facts.width}×{facts.height}）" if facts.width else ""
        return f"“{name}”的像素太多{size}，超过了 {PIXELS_LIMIT // 10_000} 万", SMALLER
    if fault is PictureFault.HOLLOW:
        seen = f"“{name}”有 {facts.width}×{facts.height} 像素，文件里却几乎没有内容"
        return seen, "找到原图，缩小到宽 1600 像素左右，再存一次"
    if fault is PictureFault.BROKEN:
        return f"“{name}”损坏了，打不开", "找到原图，重新放一份；重拍或重新导出也可以"
    if fault is PictureFault.OTHER_FORMAT:
        return f"“{name}”是 {facts.looks_like}，本站不用", _OTHER_WAYS.get(facts.looks_like, _AGAIN)
    if fault is PictureFault.DISGUISED:
        return f"“{name}”不是图片，内容是{_space(facts.looks_like)}", "找到真正的图片文件，换掉它"
    return f"“{name}”的内容不是图片，可能只是改了扩展名", _AGAIN


def _space(words: str) -> str:
    """Return words that follow Chinese, with a space before a Latin letter."""
    return f" {words}" if words[:1].isascii() else words
