"""What the library is told: where articles lie, who keeps them, and which fields they have."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

from plugins.editor.fields import DATE_FORMAT, list_fields
from plugins.model.registry import Registry
from plugins.model.repository import CodeHost, Repository
from plugins.model.unit import Unit
from plugins.reading.places import ARTICLES, NAME_LIMIT
from plugins.reading.schema import chinese_name

CONTENT = "content"
"""The content folder in the repository."""

NAME_PATTERN = r"^\d{4}-\d{2}-\d{2}-[a-z0-9]+(?:-[a-z0-9]+)*$"
"""A file's name as the check wants it (``plugins/reading/places.py``), without its ending."""

_DAY_LENGTH = len("2026-11-25-")
_PICTURE_LIMIT = 20_000_000
"""Bytes; larger ones are refused by the check (``plugins/media/pictures.py``)."""

_GITHUB = "https://github.com"
_GITHUB_API = "https://api.github.com"
"""Where GitHub answers programs (GitHub docs: REST API, "Getting started")."""


def write_configuration(registry: Registry) -> bytes:
    """Return the library's configuration as JSON."""
    configuration = compose_configuration(registry)
    return json.dumps(configuration, ensure_ascii=False, indent=1).encode() + b"\n"


def compose_configuration(registry: Registry) -> dict[str, Any]:
    """Return the library's configuration for a registry whose site names a repository."""
    site = registry.site
    repository = site.repository
    if repository is None:
        raise ValueError("site.toml 没有写 [repository]")
    is_reviewed = can_review(repository)
    return {
        "app_title": f"{site.name}·在线编辑",
        "site_url": site.url,
        "backend": _describe_backend(repository),
        "publish_mode": "editorial_workflow" if is_reviewed else "simple",
        "media_folder": f"{CONTENT}/{ARTICLES}",
        "public_folder": "",
        "media_libraries": {
            "default": {"config": {"max_file_size": _PICTURE_LIMIT, "slugify_filename": True}},
            "stock_assets": False,
        },
        "slug": {"encoding": "ascii", "timezone": "local", "maxlength": _DAY_LENGTH + NAME_LIMIT},
        "output": {"omit_empty_optional_fields": True, "yaml": {"quote": "none"}},
        "editor": {"preview": True},
        "collections": [
            _describe_unit(registry, unit, is_reviewed=is_reviewed) for unit in registry.units
        ],
    }


def can_review(repository: Repository) -> bool:
    """Tell whether the library sends articles to this host as pull requests.

    Of our hosts it does so with GitHub alone (its schema: ``publish_mode``).
    """
    return repository.host is CodeHost.GITHUB


def list_api_origins(repository: Repository) -> tuple[str, ...]:
    """Return the origins that the editor speaks to: the host's API and the sign-in helper."""
    api = _GITHUB_API if repository.origin == _GITHUB else repository.origin
    helper = urlsplit(repository.sign_in)
    origins = [api, *([f"{helper.scheme}://{helper.netloc}"] if repository.sign_in else [])]
    return tuple(dict.fromkeys(origins))


def _describe_backend(repository: Repository) -> dict[str, Any]:
    is_github = repository.host is CodeHost.GITHUB
    backend: dict[str, Any] = {
        "name": "github" if is_github else "gitea",
        "repo": repository.name,
        "branch": repository.branch,
        "auth_methods": ["oauth", "token"] if repository.sign_in else ["token"],
        "commit_messages": {
            "create": "新稿件：{{collection}} {{slug}}",
            "update": "改稿件：{{collection}} {{slug}}",
            "delete": "删稿件：{{collection}} {{slug}}",
            "uploadMedia": "放图片：{{path}}",
            "deleteMedia": "删图片：{{path}}",
            "openAuthoring": "{{message}}",
        },
    }
    if repository.sign_in:
        helper = urlsplit(repository.sign_in)
        backend["base_url"] = f"{helper.scheme}://{helper.netloc}"
        if helper.path.strip("/"):
            backend["auth_endpoint"] = helper.path.strip("/")
    if is_github and repository.origin != _GITHUB:
        backend["api_root"] = f"{repository.origin}/api/v3"
    if not is_github:
        backend["api_root"] = f"{repository.origin}/api/v1"
    return backend


def _describe_unit(registry: Registry, unit: Unit, *, is_reviewed: bool) -> dict[str, Any]:
    """Return the collection of a unit: its folder, and how files in it are named."""
    title, day = chinese_name("title"), chinese_name("date")
    return {
        "name": unit.slug,
        "label": unit.name,
        "label_singular": "稿件",
        "description": f"{unit.office}的稿件",
        "folder": f"{CONTENT}/{ARTICLES}/{unit.slug}",
        "path": f"{{{{{day} | date('YYYY')}}}}/{{{{slug}}}}",
        "slug": {
            "template": f"{{{{{day} | date('{DATE_FORMAT}')}}}}-{{{{uuid_shorter}}}}",
            "editable": ["create"],
            "hint": "日期后面的几个字母可以改成拼音，例如 2026-11-25-deng-hong-deng",
            "pattern": [NAME_PATTERN, "日期后面只用小写字母、数字和连字符"],
        },
        "identifier_field": title,
        "summary": f"{{{{{title}}}}}",
        "sortable_fields": ["slug", title],
        "media_folder": "",
        "public_folder": "",
        "extension": "md",
        "format": "yaml-frontmatter",
        "create": True,
        "delete": False,
        **({"publish": False} if is_reviewed else {}),
        "fields": list_fields(registry, unit, is_reviewed=is_reviewed),
    }
