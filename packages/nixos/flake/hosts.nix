# One NixOS system for every NixOS host of the index, with the homes of its users.
{
  inputs,
  lib,
  modules,
  releases,
  site,
}:
let
  system =
    name: host:
    (releases.nixpkgsOf host).lib.nixosSystem {
      inherit (host) system;
      specialArgs = { inherit inputs; };
      modules = [
        modules.nixos
        (site.hostFile name)
        { groundplan.secrets.file = lib.mkDefault (site.root + "/secrets/hosts/${name}.yaml"); }
      ]
      ++ modules.hardware.${host.hardware} or [ ]
      ++ homesOf name host;
    };

  homesOf =
    name: host:
    let
      homes = lib.attrValues (site.homesOf name);
    in
    lib.optionals (homes != [ ]) [
      (releases.homeManager host.release).nixosModules.home-manager
      {
        home-manager = {
          extraSpecialArgs = { inherit inputs; };
          useUserPackages = true;
          users = lib.listToAttrs (
            map (home: lib.nameValuePair home.user { imports = [ modules.home (site.homeFile home) ]; }) homes
          );
        };
      }
    ];
in
lib.mapAttrs system site.nixosHosts
