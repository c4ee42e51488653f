"""What the library is told: where articles lie, who keeps them, and which fields they have."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

from plugins.editor.fields import list_fields
from plugins.media.pictures import SIZE_LIMIT
from plugins.model.registry import Registry
from plugins.model.repository import CodeHost, Repository
from plugins.model.unit import Unit
from plugins.reading.places import ARTICLES, CONTENT, NAME_LIMIT
from plugins.reading.schema import chinese_name

ICON = "theme/img/icon.png"
"""The site's own mark, by its place below the site's root."""

NAME_PATTERN = r"^\d{4}-\d{2}-\d{2}-[a-z0-9]+(?:-[a-z0-9]+)*$"
"""A file's name as the check wants it (``plugins/reading/places.py``), without its ending."""

_DAY_LENGTH = len("2026-11-25-")
_PICTURES = {
    "max_file_size": SIZE_LIMIT,
    "slugify_filename": True,
    # Drawn anew on the writer's device: what a photo tells of a person never leaves it.
    "transformations": {"jpeg": {"format": "webp", "quality": 90, "width": 2400, "height": 2400}},
}

_GITHUB = "https://github.com"
_GITHUB_API = "https://api.github.com"
_GITHUB_PICTURES = "https://avatars.githubusercontent.com"
"""Where GitHub answers programs (GitHub docs: REST API, "Getting started"), and where the
pictures of its users lie (its answers: ``avatar_url``)."""


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
        "logo": {"src": f"{urlsplit(site.url).path}{ICON}"},
        "backend": _describe_backend(repository),
        "publish_mode": "editorial_workflow" if is_reviewed else "simple",
        "media_folder": f"{CONTENT}/{ARTICLES}",
        "public_folder": "",
        "media_libraries": {"default": {"config": _PICTURES}, "stock_assets": False},
        "slug": {"encoding": "ascii", "timezone": "local", "maxlength": _DAY_LENGTH + NAME_LIMIT},
        "output": {"omit_empty_optional_fields": True, "yaml": {"quote": "none"}},
        "collections": [
            _describe_unit(registry, unit, is_reviewed=is_reviewed) for unit in registry.units
        ],
    }


def can_review(repository: Repository) -> bool:
    """Tell whether the library sends articles to this host as pull requests.

    Of our hosts it does so with GitHub alone (its schema: ``publish_mode``).
    """
    return repository.host is CodeHost.GITHUB


def compose_policy(repository: Repository) -> str:
    """Return the page's policy on what the library may load, and whom it may speak to.

    Styles are made by its script, icons are fonts, pictures are shown before they are
    sent; it speaks to the host's API and to the sign-in helper alone, and shows the
    picture that somebody has at the host.
    """
    speaks_to = " ".join(list_api_origins(repository))
    pictures = _GITHUB_PICTURES if repository.origin == _GITHUB else repository.origin
    return (
        f"default-src 'none'; img-src 'self' data: blob: {pictures}; "
        "style-src 'self' 'unsafe-inline'; script-src 'self'; font-src 'self'; "
        f"connect-src 'self' data: blob: {speaks_to}; base-uri 'none'; form-action 'none'"
    )


def list_api_origins(repository: Repository) -> tuple[str, ...]:
    """Return the origins that the editor speaks to: the host's API and the sign-in helper."""
    api = _GITHUB_API if repository.origin == _GITHUB else repository.origin
    helper = [_tell_origin(repository.sign_in)] if has_helper(repository) else []
    return tuple(dict.fromkeys([api, *helper]))


def has_helper(repository: Repository) -> bool:
    """Tell whether people sign in through a helper: the library asks for one with GitHub alone."""
    return bool(repository.sign_in) and repository.host is CodeHost.GITHUB


def _tell_origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _describe_backend(repository: Repository) -> dict[str, Any]:
    is_github = repository.host is CodeHost.GITHUB
    backend: dict[str, Any] = {
        "name": "github" if is_github else "gitea",
        "repo": repository.name,
        "branch": repository.branch,
        "auth_methods": ["oauth", "token"] if has_helper(repository) else ["token"],
        "commit_messages": {
            "create": "新稿件：{{collection}} {{slug}}",
            "update": "改稿件：{{collection}} {{slug}}",
            "delete": "删稿件：{{collection}} {{slug}}",
            "uploadMedia": "放图片：{{path}}",
            "deleteMedia": "删图片：{{path}}",
            "openAuthoring": "{{message}}",
        },
    }
    if has_helper(repository):
        backend["base_url"] = _tell_origin(repository.sign_in)
        if endpoint := urlsplit(repository.sign_in).path.strip("/"):
            backend["auth_endpoint"] = endpoint
    if is_github and repository.origin != _GITHUB:
        backend["api_root"] = f"{repository.origin}/api/v3"
    if not is_github:
        backend["api_root"] = f"{repository.origin}/api/v1"
    return backend


def _describe_unit(registry: Registry, unit: Unit, *, is_reviewed: bool) -> dict[str, Any]:
    """Return the collection of a unit: its folder, and how files in it are named."""
    title = chinese_name("title")
    return {
        "name": unit.slug,
        "label": unit.name,
        "label_singular": "稿件",
        "description": f"{unit.office}的稿件",
        "folder": f"{CONTENT}/{ARTICLES}/{unit.slug}",
        "path": "{{year}}/{{slug}}",
        "slug": {
            # A title is Chinese and addresses are never made from one: eight random signs.
            "template": "{{year}}-{{month}}-{{day}}-{{uuid_shorter}}",
            "editable": ["create"],
            "hint": "写进网址。日期后面的几个字母可以改成拼音，例如 2026-11-25-deng-hong-deng",
            "pattern": [NAME_PATTERN, "日期后面只用小写字母、数字和连字符"],
        },
        "identifier_field": title,
        "summary": f"{{{{{title}}}}}",
        "sortable_fields": ["slug", title],
        # A leading slash counts from the repository; without it pictures get a folder each.
        "media_folder": f"/{CONTENT}/{ARTICLES}/{unit.slug}/{{{{dirname}}}}",
        "public_folder": "",
        "extension": "md",
        "format": "yaml-frontmatter",
        "create": True,
        "delete": False,
        **({"publish": False} if is_reviewed else {}),
        "fields": list_fields(registry, unit, is_reviewed=is_reviewed),
    }
