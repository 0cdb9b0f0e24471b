# Which inputs a release is built from: nixpkgs is the one it is, another release has inputs named after it.
{ inputs }:
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
}
