// Who may open connections to whom, as a Markdown page.

export const page = `# Who may reach whom in {{site}}

Connections from the zone in the first column to the zone in the second. What is not listed is denied. Inside one network machines
talk directly.

| From | To | Ports | Decided by |
|---|---|---|---|
{{#each rows}}
| {{from}} | {{to}} | {{ports}} | {{by}} |
{{/each}}

Whatever the policy says, these pass:

{{#each always}}
- {{this}}
{{/each}}
`;
