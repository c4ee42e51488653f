"""Kinds of files that people send and that are no article: what each is called, what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

_SAVE_ANEW = "用 WPS 或 Word 打开，另存为 Word 文档（.docx）"


@dataclass(frozen=True)
class FileKind:
    """What a file is called, with a space where a Latin letter follows, and what to do instead."""

    name: str
    advice: str


_BY_SUFFIX = {
    ".docx": FileKind(" Word 文件", "运行 invoke import 变成稿件"),
    ".doc": FileKind("旧版的 Word 文件", _SAVE_ANEW),
    ".wps .rtf .odt .docm .dot .dotx .dotm .wpt .pages": FileKind(
        "别的格式的 Word 或 WPS 文稿", _SAVE_ANEW
    ),
    ".pdf": FileKind(" PDF 文件", "请写稿的人发 Word 文件（.docx）；文件是扫描的，把字打出来"),
    ".xlsx .xls .et .csv": FileKind("表格文件", "把内容写成稿件里的表格"),
    ".ppt .pptx .dps": FileKind("演示文稿", "把要点写进稿件"),
    ".rst .txt .markdown .mdown .text": FileKind(
        "别的格式的文稿", "改名为 .md 文件，照样稿写开头几行"
    ),
    ".html .htm .mht .xhtml .xml": FileKind("网页文件", "把文字复制到一篇稿件里"),
    ".svg .bmp .tif .tiff .psd .ico .avif": FileKind(
        "本站不用的图片格式", "用看图软件另存为 JPEG 或 PNG"
    ),
    ".mp4 .mov .avi .mp3 .wav .m4a .amr .wmv": FileKind("音频或视频", "在稿件里放一个观看链接"),
    ".zip .rar .7z .gz .tar": FileKind("压缩包", "解开，只把稿件和图片放进来"),
    ".exe .bat .cmd .sh .py .js .php .jar .com .msi .dll .apk .ps1 .vbs": FileKind(
        "程序", "不要打开，问一问送来的人"
    ),
}

FILE_KINDS: Mapping[str, FileKind] = MappingProxyType(
    {suffix: kind for suffixes, kind in _BY_SUFFIX.items() for suffix in suffixes.split()}
)
"""By ending in lower case."""
