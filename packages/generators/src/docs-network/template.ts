// The diagram of the site as a Markdown page; code hosts draw the block.

export const page = `# Network of {{site}}

{{legend}}

\`\`\`mermaid
{{chart}}\`\`\`
`;
