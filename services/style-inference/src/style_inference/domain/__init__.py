"""The inference itself: pure, from texts to styles with their evidence."""

from style_inference.domain.inference import infer
from style_inference.domain.model import (
    Inference,
    InferredStyle,
    Kind,
    Reading,
    Source,
    StyleEvidence,
    StyleModel,
)

__all__ = ["Inference", "InferredStyle", "Kind", "Reading", "Source", "StyleEvidence", "StyleModel", "infer"]
