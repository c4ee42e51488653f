"""页脚缺项：主办单位、备案号、网站标识码、联系方式都在页脚上。

看了 site.toml 里 [footer] 的各项。

留空的项目不会印在页面上；没有核实的号码不要编造。
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.inspection.evidence import View
from plugins.inspection.finding import Finding

SITE_FILE = "content/data/site.toml"

ITEMS = {
    "host": ("主办单位", "填上主办单位的全称"),
    "icp": ("ICP备案号", "向省通信管理局备案，把得到的号码填进 icp"),
    "police_record": ("公安备案号", "在全国互联网安全管理服务平台备案，把号码填进 police_record"),
    "site_code": ("网站标识码", "向市政府办公室申请，把得到的标识码填进 site_code"),
    "contact": ("联系方式", "把对外公布的办公电话或公务邮箱填进 contact 和 allowed_contacts"),
}
"""What a public-sector site prints at its foot, by its field: what it is called, what to do.

After 政府网站发展指引 (国办发〔2017〕47号), which asks for host, codes and contact.
"""


def find_in_view(view: View) -> Iterator[Finding]:
    """Yield a finding for every item that is left empty."""
    for field, (name, fix) in ITEMS.items():
        if not getattr(view.registry.site.footer, field).strip():
            yield Finding(name, "页脚里没有", fix, "", SITE_FILE)
