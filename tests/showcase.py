"""The sample content with all that it has no example of yet, so that tests can look at it.

A unit whose account is verified, a unit without code and articles, an alert,
every footer number, an address under a sub-path, and one article that holds
every form a text can have.  What is written here exists in tests alone.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import tomlkit

from plugins.qrcodes.drawing import draw_code
from plugins.units.account import enter_account, read_account_link
from tests.support import ROOT, TODAY

VERIFIED = "lucheng"
ACCOUNT_LINK = "http://weixin.qq.com/r/for-tests-only-and-nobody"
EMPTY = "for-tests"
TEAMS = f"单位,日期,领导,联络员,评论员,志愿者\n{VERIFIED},2026-11-20,1,2,4,30\n"
SUB_PATH = "/wenming/"
URL = f"https://wenming.example{SUB_PATH}"
ARTICLE = f"{VERIFIED}/2026/11-20-every-form/"
LEVELS = ("city", "province", "nation")
ALERT = "演习：请核对防台通知"

_EVERY_FORM = """---
标题: 一篇什么都有的稿件，标题要折成三行，里面有ElectricBicycleChargingPile这样的长词
栏目: 文明评论
供稿: 鹿城区文明办
作者: 测试评论员
摘要: 表格、引文、列表、图片、脚注、代码、长网址，都在这一篇里。
标签: 阅读、志愿服务、一个不短的标签名称啊
来源: 示例来源
原文链接: https://example.org/a/very/long/address/that/never/ends?with=a&query=string-that-is-long
题图: crosswalk.png
题图说明: 清晨的路口
AI生成: 是
示例: 是
---

第一段有一个长网址https://example.org/an/address/without/any/place/to/break/in/the/middle/of/it，后面接着写。

**重点**和*强调*，行末空两格就换行\x20\x20
接着是下一行。

## 宽表格

| 时间 | 地点 | 负责的人 | 要带的东西 | 备注 | 再备注 | 还有一栏 |
| :--- | :---: | ---: | --- | --- | --- | --- |
| 星期六上午九点 | 街道文化站 | 站长 | 手套、垃圾夹、水 | 雨天顺延 | 自带水杯 | 不收费 |
| 星期日上午九点 | 社区广场 | 社工 | 书 | 一人两本 | ElectricBicycleCharging | 不收费 |

## 列表里的列表

1. 第一层
    - 第二层
        - 第三层，再长一点，长到要折行的时候也不能压到左边的编号上去
2. 又一项

## 引文和代码

> 走得慢一点，看得清一点。[^1]

```
content/articles/lucheng/2026/2026-11-20-a-name-that-is-long-enough-to-scroll-sideways-on-any-phone.md
```

词语
:   词语的解释。

### 小标题

#### 更小的标题

##### 再小的标题

###### 最小的标题

![清晨的路口，几位行人在等绿灯](crosswalk.png "一句长到在最小的手机上要折成两行的图注")

[另一篇稿件](2026-05-20-crosswalk-and-bus.md)，[别处的一篇](https://example.org/elsewhere)。

[^1]: 脚注写在末尾。
"""


def make_showcase(content: Path) -> Path:
    """Write the content folder to ``content`` and return it."""
    shutil.copytree(ROOT / "content", content)
    (content / "data" / "teams.csv").write_text(TEAMS, "utf-8")
    _change_units(content / "data" / "units.toml")
    _change_site(content / "data" / "site.toml")
    _enter_records(content / "data")
    article = content / "articles" / VERIFIED / "2026" / "2026-11-20-every-form.md"
    article.write_text(_EVERY_FORM, "utf-8")
    return content


def _change_units(path: Path) -> None:
    """Verify one account the way an office does, from its picture; add a unit without code."""
    link = read_account_link(draw_code(ACCOUNT_LINK).png)
    registry = enter_account(path.read_bytes(), VERIFIED, link, TODAY, "温州市文明办")
    zone = (
        f'\n[[unit]]\nslug = "{EMPTY}"\nkind = "zone"\noffice = "测试功能区文明办"\n'
        'introduction = "只在测试里有的功能区。"\n\n'
        '[[unit.name]]\nname = "测试高新技术产业开发功能区"\nshort = "高新"\n'
    )
    document = tomlkit.parse(registry.decode() + zone)
    unit = next(unit for unit in document["unit"] if unit["slug"] == VERIFIED)
    unit["account"].update({"name": "测试公众号", "id": "for_tests_only"})
    path.write_text(tomlkit.dumps(document), "utf-8")


def _enter_records(data: Path) -> None:
    """Have an article taken up at every level, twice at one, and a month corrected."""
    path = "lucheng/2026/2026-05-20-crosswalk-and-bus.md"
    rows = [f"{path},{level},测试媒体,https://example.org/{level},2026-06-01" for level in LEVELS]
    rows.append(
        f"{VERIFIED}/2026/2026-11-20-every-form.md,city,另一家,https://example.org/,2026-11-21"
    )
    (data / "adoptions.csv").write_text("\n".join(["稿件,级别,媒体,链接,日期", *rows, ""]), "utf-8")
    correction = f"2026-06-10,{path},测试更正\n"
    (data / "corrections.csv").write_text(f"日期,稿件,原因\n{correction}", "utf-8")


def _change_site(path: Path) -> None:
    site = tomlkit.parse(path.read_text("utf-8"))
    site.update({"url": URL, "alert": ALERT, "alert_address": "column/documents/"})
    site["footer"].update(
        {
            "organizer": "温州市文明办",
            "icp": "测试备案号",
            "police_record": "测试公安备案号",
            "police_record_url": "https://beian.mps.gov.cn/",
            "site_code": "测试标识码",
            "contact": "测试电话",
        }
    )
    site["figures"] = {"weights": {"submitted": 1, "city": 2, "province": 5, "nation": 10}}
    path.write_text(tomlkit.dumps(site), "utf-8")
