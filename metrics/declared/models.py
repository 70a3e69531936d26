"""Which models of a declaration stand where: those behind a location, and those that an annotation names."""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from metrics.declared.framework import Config


def models_at(loc: tuple[str | int, ...]) -> tuple[type[BaseModel], ...]:
    """The models whose keys can stand at a location, as pydantic tells it."""
    models: tuple[type[BaseModel], ...] = (Config,)
    for step in loc:
        if isinstance(step, str):
            models = tuple(_models_behind(step, models)) or models
    return models


def fields_at(loc: tuple[str | int, ...]) -> tuple[str, ...]:
    """The keys that the models allow at a location."""
    return tuple(dict.fromkeys(name for model in models_at(loc) for name in keys_of(model)))


def keys_of(model: type[BaseModel]) -> Iterator[str]:
    """The keys of a model as metrics.yaml has them: one that Python could not write has another name there."""
    return (info.alias or name for name, info in model.model_fields.items())


def is_needed(field: FieldInfo) -> bool:
    """Whether a key is needed, or would be where nothing is declared that takes its place."""
    return field.is_required() or field.default_factory is not None


def field_of(model: type[BaseModel], key: str) -> FieldInfo | None:
    """The field of a key as metrics.yaml has it; None where the model has no such key."""
    fields = zip(keys_of(model), model.model_fields.values(), strict=True)
    return next((field for name, field in fields if name == key), None)


def _models_behind(step: str, models: Iterable[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    for model in models:
        status = model.model_fields.get("status")
        field = field_of(model, step)
        if field is not None:
            yield from models_in(field.annotation)
        elif status is not None and step in get_args(status.annotation):
            yield model


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models that an annotation names, not those inside them."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in (Annotated, Union, types.UnionType, tuple, dict):
        for part in get_args(annotation):
            yield from models_in(part)
