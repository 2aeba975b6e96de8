"""Foreign keys point down, like imports; the import checker can't see them."""

from django.apps import apps

LAYERS = [
    "core",
    "accounts",
    "knowledge",
    "parks",
    "collective",
    "strategy",
    "realisation",
    "reports",
]


def test_foreign_keys_only_point_down() -> None:
    upward = []
    for model in apps.get_models(include_auto_created=True):
        source = model._meta.app_label
        if source not in LAYERS:
            continue
        for field in model._meta.get_fields():
            target = getattr(field.related_model, "_meta", None) if field.is_relation else None
            if target is None or field.auto_created or target.app_label not in LAYERS:
                continue
            if LAYERS.index(target.app_label) > LAYERS.index(source):
                upward.append(f"{model._meta.label}.{field.name} -> {target.label}")
    assert upward == []
