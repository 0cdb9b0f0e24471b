# What the generated indexes say: hosts, homes and environments, and where the files of each are.
{ lib, root }:
let
  read = path: if builtins.pathExists path then lib.importJSON path else { };
  hostsIndex = read (root + "/hosts/index.json");
  homes = (read (root + "/home/index.json")).homes or { };

  # A path that exists; flakes see only the files that Git knows.
  existing =
    path:
    if builtins.pathExists (root + "/${path}") then
      root + "/${path}"
    else
      throw "${path} is in the index but does not exist. Run npx nx run generate, then git add ${path}.";
in
{
  inherit homes root;
  hosts = hostsIndex.hosts or { };
  environments = hostsIndex.environments or [ ];
  nixosHosts = lib.filterAttrs (_: host: host.os == "nixos") (hostsIndex.hosts or { });
  phones = lib.filterAttrs (_: host: host.os == "android") (hostsIndex.hosts or { });
  hostFile = name: existing "hosts/${name}/configuration.nix";
  homeFile = home: existing home.file;
  homesOf = host: lib.filterAttrs (_: home: home.host == host) homes;
}
