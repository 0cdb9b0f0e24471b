# The bundle of each phone that is an agent of a cluster: phone-bundle-<host>, a folder with <host>.tar.
{
  lib,
  pkgs,
  site,
}:
let
  tool = ../../../tools/phones;
  settings = name: site.root + "/hosts/${name}/generated/k3s-agent.json";
  phones = lib.filterAttrs (name: _: builtins.pathExists (settings name)) site.phones;

  # k3s is the release's program for arm64; that of nixpkgs needs the Nix store, which phones do not have.
  bundle =
    name:
    lib.makeOverridable (
      {
        k3s ? null,
      }:
      pkgs.runCommand "phone-bundle-${name}" { } ''
        mkdir --parents "hosts/${name}/generated" "$out"
        cp ${settings name} "hosts/${name}/generated/k3s-agent.json"
        bash ${tool}/build-image ${name} --root . --out "$out"${lib.optionalString (k3s != null) " --k3s ${k3s}"}
      ''
    ) { };
in
lib.mapAttrs' (name: _: lib.nameValuePair "phone-bundle-${name}" (bundle name)) phones
