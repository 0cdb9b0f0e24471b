# Stands for nixGL where the outputs of flake.nix are tried without a network.
{
  outputs = _: { overlays.default = final: _: { nixgl.stub = "nixGL of ${final.release}"; }; };
}
