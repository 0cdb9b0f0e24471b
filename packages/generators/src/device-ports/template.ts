// The ports of a device as a Markdown page.

export const page = `# Ports of {{name}}

{{introduction}}

| Port | Connected to | Mode | Untagged | Tagged |
|---|---|---|---|---|
{{#each ports}}
| {{name}} | {{peer}} | {{mode}} | {{untagged}} | {{tagged}} |
{{/each}}

{{note}}
`;
