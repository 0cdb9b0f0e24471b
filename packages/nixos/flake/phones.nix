# What is copied to each Android host: its generated folder. Hosts without one have no package.
{
  lib,
  pkgs,
  site,
}:
let
  folder = name: site.root + "/hosts/${name}/generated";
  phones = lib.filterAttrs (name: _: builtins.pathExists (folder name)) site.phones;
in
lib.mapAttrs' (
  name: _:
  lib.nameValuePair "phone-bundle-${name}" (
    pkgs.runCommand "phone-bundle-${name}" { } ''
      cp --recursive ${folder name} "$out"
    ''
  )
) phones
