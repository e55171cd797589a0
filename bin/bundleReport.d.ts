export function bundleReport(to: string): Promise<string[]>;
