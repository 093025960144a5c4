"""The fine-tuned network as an ONNX file, its weights in whole numbers of eight bits.

Weights keep seven bits (``reduce_range``): processors without VNNI add products in sixteen bits, which full
eight would overflow.
"""

from __future__ import annotations

import json
import tempfile
import warnings
from pathlib import Path

import torch
from network import LABEL, Network
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

HEADS = ("tag", "morph", "lemma", "sent", "ner", "attribution")
INPUTS = ["ids", "case", "pool"]


class Window(nn.Module):
    """The network on one window without padding, every score an output."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        # The relations' table as one matrix, so that the quantiser takes it for the constant that it is
        self.table = nn.Parameter(network.dep.core.permute(1, 0, 2).reshape(LABEL + 1, -1).detach())

    def forward(self, ids: Tensor, case: Tensor, pool: Tensor) -> tuple[Tensor, ...]:
        network = self.network
        x = pool @ network.encoder(ids[None], case[None])[0]
        dependent, governor = network.dep.sides(x)
        labels = [network.heads[name](x) for name in HEADS]
        return (*labels, _pairs(network.arc, x), _pairs(network.link, x), dependent @ self.table, governor)


def _pairs(biaffine: nn.Module, x: Tensor) -> Tensor:
    dependent, governor = biaffine.sides(x)
    return dependent @ biaffine.core[0] @ governor.transpose(0, 1)


def read(folder: Path) -> Network:
    """The network that finetune.py left in a folder."""
    labels = {k: len(v) for k, v in json.loads((folder / "labels.json").read_text(encoding="utf-8")).items()}
    network = Network(labels | {"sent": 2})
    network.load_state_dict(torch.load(folder / "model.pt", weights_only=True))
    return network.eval()


def export(network: Network, path: Path, *, quantised: bool = True) -> None:
    """Write the ONNX file."""
    example = (torch.ones(20, dtype=torch.long), torch.zeros(20, dtype=torch.long), torch.ones(7, 20))
    axes = {"ids": {0: "pieces"}, "case": {0: "pieces"}, "pool": {0: "words", 1: "pieces"}}
    with tempfile.TemporaryDirectory() as work, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        plain = Path(work) / "plain.onnx"
        torch.onnx.export(
            Window(network), example, str(plain if quantised else path), input_names=INPUTS,
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
        if quantised:
            quantize_dynamic(
                plain, path, op_types_to_quantize=["MatMul", "Gather"], weight_type=QuantType.QInt8,
                per_channel=True, reduce_range=True,
                extra_options={"MatMulConstBOnly": True},
            )  # fmt: skip
