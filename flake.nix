# Entry point for Nix: one NixOS configuration for every NixOS host of the topology.
{
  description = "Infrastructure derived from topology/topology.ts";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";

  outputs =
    { self, nixpkgs }:
    let
      inherit (nixpkgs) lib;
      index = builtins.fromJSON (builtins.readFile ./hosts/index.json);
      nixosHosts = lib.filterAttrs (_: host: host.os == "nixos") index.hosts;
    in
    {
      nixosConfigurations = builtins.mapAttrs (
        name: host:
        nixpkgs.lib.nixosSystem {
          inherit (host) system;
          modules = [ (./hosts + "/${name}/configuration.nix") ];
        }
      ) nixosHosts;
    };
}
