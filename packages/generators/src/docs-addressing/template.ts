// The address plan as a Markdown page.

export const page = `# Addresses of {{site}}

## Networks

| Network | VLAN | IPv4 | Gateway | DHCP pool | IPv6 | Router | Description |
|---|---|---|---|---|---|---|---|
{{#each networks}}
| {{name}} | {{vlan}} | {{ipv4}} | {{gateway}} | {{pool}} | {{ipv6}} | {{router}} | {{description}} |
{{/each}}

## Addresses

| Network | IPv4 | IPv6 | Machine | Use | MAC |
|---|---|---|---|---|---|
{{#each addresses}}
| {{network}} | {{ipv4}} | {{ipv6}} | {{machine}} | {{use}} | {{mac}} |
{{/each}}
`;
