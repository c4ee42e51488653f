"""What the system refused, said in Chinese."""

from __future__ import annotations

import errno

from plugins.model.printable import make_printable

_REASONS = {
    errno.ENOENT: "没有这个文件",
    errno.ENOTDIR: "这里该是文件夹，却不是",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "磁盘配额用完了",
    errno.EFBIG: "文件超过了系统允许的大小",
    errno.EACCES: "没有读写权限",
    errno.EPERM: "没有读写权限",
    errno.EROFS: "磁盘是只读的",
}


def say_trouble(error: OSError) -> str:
    """Say what the system refused, and for which file."""
    reason = _REASONS.get(error.errno or 0, str(error.strerror or error))
    return f"{reason}（{make_printable(str(error.filename))}）" if error.filename else reason
