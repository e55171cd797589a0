export function bundleStrategy(from: string, to: string, ending?: 'js' | 'ts'): Promise<void>;
