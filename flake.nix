# Entry point for Nix. Its outputs follow from hosts/index.json and home/index.json; the logic is in packages/nixos/flake.
{
  description = "Infrastructure derived from topology/topology.ts";

  # One release. A host or home may have another once site.releases names it and its inputs stand here, for 26.05:
  # nixpkgs-26-05 and home-manager-26-05, for unstable: nixpkgs-unstable and home-manager-unstable.
  inputs = {
    nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
    home-manager = {
      url = "github:nix-community/home-manager/release-25.11";
      inputs.nixpkgs.follows = "nixpkgs";
    };
    sops-nix = {
      url = "github:Mic92/sops-nix";
      inputs.nixpkgs.follows = "nixpkgs";
    };
    disko = {
      url = "github:nix-community/disko";
      inputs.nixpkgs.follows = "nixpkgs";
    };
    nixos-hardware.url = "github:NixOS/nixos-hardware";
    nixGL = {
      url = "github:nix-community/nixGL";
      inputs.nixpkgs.follows = "nixpkgs";
    };
  };

  outputs =
    inputs:
    let
      outputs = root: import ./packages/nixos/flake { inherit inputs root; };
    in
    outputs ./. // { lib.outputs = outputs; };
}
