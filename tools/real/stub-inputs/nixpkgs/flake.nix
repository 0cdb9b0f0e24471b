# Stands for nixpkgs where the outputs of flake.nix are tried without a network: systems and packages are shown, not built.
{
  outputs =
    _:
    let
      base = import ./stub-lib.nix;
      describe = import ./describe.nix;
      release = "25.11";
      lib = base // {
        trivial = base // {
          inherit release;
        };
        getExe = package: "${package}";
        remove = one: base.filter (other: other != one);
        nixosSystem =
          {
            system,
            modules,
            specialArgs ? { },
          }:
          let
            seen = describe modules;
          in
          {
            inherit release system;
            modules = seen;
            specialArgs = base.attrNames specialArgs;
            config.system.build.toplevel.drvPath = builtins.deepSeq seen "/nix/store/stub-nixos-${system}-${release}.drv";
          };
      };
      packagesOf =
        system:
        base.genAttrs (base.splitString "\n" (base.fileContents ./names)) (name: "stub-${name}")
        // rec {
          inherit lib release;
          stdenv.hostPlatform = { inherit system; };
          extend = overlay: packagesOf system // overlay (packagesOf system) (packagesOf system);
          mkShell = { packages }: { inherit packages; type = "derivation"; name = "shell"; };
          writeText = name: text: { inherit name text; type = "derivation"; };
          runCommand = name: _: script: { inherit name script; type = "derivation"; };
          writeShellApplication =
            {
              name,
              runtimeInputs,
              runtimeEnv,
              text,
            }:
            builtins.toFile name (
              base.concatStrings (base.mapAttrsToList (key: value: "export ${key}=${base.escapeShellArg value}\n") runtimeEnv) + text
            );
        };
    in
    {
      inherit lib;
      legacyPackages = base.genAttrs [ "x86_64-linux" "aarch64-linux" ] packagesOf;
    };
}
