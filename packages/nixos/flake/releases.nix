# Which inputs a release is built from: nixpkgs is the one it is, another release has inputs named after it.
{
  inputs,
  # A commit names its content, so evaluation stays pure; Nix fetches it once.
  fetch ? commit: builtins.getFlake "github:NixOS/nixpkgs/${commit}",
}:
let
  suffix = release: builtins.replaceStrings [ "." ] [ "-" ] release;
  inputOf =
    name: release:
    if release == inputs.nixpkgs.lib.trivial.release then
      inputs.${name}
    else
      inputs."${name}-${suffix release}"
        or (throw "flake.nix has no input ${name}-${suffix release}, which the release ${release} is built from. Add it, or use ${inputs.nixpkgs.lib.trivial.release}.");
in
{
  nixpkgs = inputOf "nixpkgs";
  homeManager = inputOf "home-manager";
  # The one an environment has pinned for a host, else the release's.
  nixpkgsOf = host: if (host.nixpkgs or null) == null then inputOf "nixpkgs" host.release else fetch host.nixpkgs;
}
