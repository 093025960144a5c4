"""The trained encoder at run time: word pieces, windows, network, decoding; no PyTorch, no training code."""
