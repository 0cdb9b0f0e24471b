# nix develop: every tool that README.md names, and the real checkers that nixpkgs has.
{ pkgs }:
pkgs.mkShell {
  packages = with pkgs; [
    age
    bash
    dnsmasq
    fluxcd
    git
    gnumake
    home-manager
    hostapd
    iproute2
    jq
    kea
    kmod
    kubectl
    kustomize
    nftables
    nix
    nixfmt-tree
    nixos-rebuild-ng
    nodejs
    openssh
    qemu
    shellcheck
    sops
    ssh-to-age
    unbound
    util-linux
    wireguard-tools
    wpa_supplicant
  ];
}
