export function bundlePage(from: string, to: string): Promise<string[]>;
