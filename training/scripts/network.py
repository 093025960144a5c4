"""The network that is fine-tuned: a BERT encoder with a case embedding, and one head for each task.

Encoder: MiniLM-L6 (Wang et al. 2020), six layers of width 384, read from all-MiniLM-L6-v2. Heads: a linear
layer for each label of a word; deep biaffine attention for arcs and their labels (Dozat and Manning 2017);
a small biaffine layer that ties sources and contents to their cues. Only training needs PyTorch.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

WIDTH, HEADS, LAYERS, INNER = 384, 12, 6, 1536
ARC, LABEL, LINK = 256, 96, 64
POSITIONS = 512
NEVER = -1e4  # a score that no softmax lets through, and that bfloat16 can hold


class Layer(nn.Module):
    """One transformer layer, normalised after each half, as BERT has it."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.output = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        rows, length, _ = x.shape
        query, key, value = (
            layer(x).view(rows, length, HEADS, WIDTH // HEADS).transpose(1, 2)
            for layer in (self.query, self.key, self.value)
        )
        if torch.onnx.is_in_onnx_export():
            weights = torch.softmax(query @ key.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5, -1)
            seen = weights @ value
        else:
            mask = None if bias is None else bias.to(query.dtype)
            seen = F.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        x = self.norm1(x + self.drop(self.output(seen.transpose(1, 2).reshape(rows, length, WIDTH))))
        return self.norm2(x + self.drop(self.outer(F.gelu(self.inner(x)))))


class Encoder(nn.Module):
    """Word pieces and case marks → one vector a piece."""

    def __init__(self, vocabulary: int = 30522) -> None:
        super().__init__()
        self.word, self.case = nn.Embedding(vocabulary, WIDTH), nn.Embedding(4, WIDTH)
        self.position = nn.Parameter(torch.zeros(POSITIONS, WIDTH))
        nn.init.zeros_(self.case.weight)
        self.norm, self.drop = nn.LayerNorm(WIDTH, eps=1e-12), nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, ids: Tensor, case: Tensor, mask: Tensor | None = None) -> Tensor:
        x = self.drop(self.norm(self.word(ids) + self.position[: ids.shape[1]] + self.case(case)))
        bias = None
        if mask is not None:
            bias = torch.zeros(mask.shape).masked_fill(~mask, NEVER)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def read(self, path: Path) -> None:
        """Take over the pretrained weights; token types are all alike and go into the positions."""
        given = {name.removeprefix("bert."): value for name, value in load_file(path).items()}

        def copy(module: nn.Module, name: str) -> None:
            module.weight.data.copy_(given[f"{name}.weight"])
            if getattr(module, "bias", None) is not None:
                module.bias.data.copy_(given[f"{name}.bias"])

        types = given["embeddings.token_type_embeddings.weight"][0]
        self.position.data.copy_(given["embeddings.position_embeddings.weight"] + types)
        copy(self.word, "embeddings.word_embeddings")
        copy(self.norm, "embeddings.LayerNorm")
        for number, layer in enumerate(self.layers):
            for part, name in {
                "query": "attention.self.query",
                "key": "attention.self.key",
                "value": "attention.self.value",
                "output": "attention.output.dense",
                "norm1": "attention.output.LayerNorm",
                "inner": "intermediate.dense",
                "outer": "output.dense",
                "norm2": "output.LayerNorm",
            }.items():
                copy(getattr(layer, part), f"encoder.layer.{number}.{name}")


class Biaffine(nn.Module):
    """Scores for every pair of words: how well the second governs the first."""

    def __init__(self, width: int, outputs: int = 1) -> None:
        super().__init__()
        self.governor, self.dependent = nn.Linear(WIDTH, width), nn.Linear(WIDTH, width)
        self.core = nn.Parameter(torch.randn(outputs, width + 1, width + 1) * width**-0.5 * 0.3)

    def sides(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """The words as dependents and as governors, each with a constant 1 behind it."""
        one = torch.ones_like(x[..., :1])
        dependent, governor = F.relu(self.dependent(x)), F.relu(self.governor(x))
        return torch.cat([dependent, one], -1), torch.cat([governor, one], -1)

    def pairs(self, x: Tensor) -> Tensor:
        """(rows, words, words) → score of the last dimension's word as governor."""
        dependent, governor = self.sides(x)
        return dependent @ self.core[0] @ governor.transpose(1, 2)


class Network(nn.Module):
    """Encoder and heads.

    Args:
        labels: number of labels for each head: tag, morph, lemma, sent, ner, attribution; and dep.
    """

    def __init__(self, labels: Mapping[str, int]) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.heads = nn.ModuleDict({k: nn.Linear(WIDTH, n) for k, n in labels.items() if k != "dep"})
        self.arc, self.link = Biaffine(ARC), Biaffine(LINK)
        self.dep = Biaffine(LABEL, labels["dep"])
        self.drop = nn.Dropout(0.15)

    def words(self, batch: Mapping[str, Tensor]) -> Tensor:
        """One vector a word: the mean over its pieces."""
        x = self.encoder(batch["ids"], batch["case"], batch.get("mask"))
        return self.drop(batch["pool"] @ x.float())

    def losses(self, batch: Mapping[str, Tensor]) -> dict[str, Tensor]:
        """One mean cross-entropy for each task that the batch has labels for; -1 means no label."""
        x, out = self.words(batch), {}
        for name, head in self.heads.items():
            gold = batch.get(name)
            if gold is not None and bool((gold >= 0).any()):
                out[name] = F.cross_entropy(head(x).float().flatten(0, 1), gold.flatten(), ignore_index=-1)
        if "head" in batch:
            known = batch["head"] >= 0
            # Arcs stay inside a sentence: at run time the sentences are settled first.
            other = batch["sentence"][:, :, None] != batch["sentence"][:, None, :]
            scores = self.arc.pairs(x).float().masked_fill(other, NEVER)
            out["arc"] = F.cross_entropy(scores[known], batch["head"][known])
            out["dep"] = F.cross_entropy(self._labels(x, batch["head"], known), batch["dep"][known])
        if "link" in batch and bool((batch["link"] >= 0).any()):
            known = batch["link"] >= 0
            padding = (batch["pool"].sum(-1) == 0)[:, None, :]
            scores = self.link.pairs(x).float().masked_fill(padding, NEVER)
            out["link"] = F.cross_entropy(scores[known], batch["link"][known])
        return out

    def _labels(self, x: Tensor, heads: Tensor, known: Tensor) -> Tensor:
        dependent, governor = self.dep.sides(x)
        index = heads.clamp(min=0)[..., None].expand(-1, -1, governor.shape[-1])
        a, b = dependent[known], governor.gather(1, index)[known]
        return torch.einsum("ni,oij,nj->no", a, self.dep.core, b).float()
