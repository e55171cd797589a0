import { type PageAssets, renderPage } from '../../../page/renderPage.js';
import type { ReportModel } from './model.js';

const NOSCRIPT =
  'This report is drawn by its own script: allow JavaScript. 本报告由内嵌脚本绘制，请启用 JavaScript。';

/**
 * A report as one page. What a strategy wrote is data to it.
 *
 * @param conceal strikes out keys.
 */
export function renderReport(
  model: ReportModel,
  assets: PageAssets,
  conceal: (text: string) => string,
): string {
  return renderPage({ ...assets, data: model, noscript: NOSCRIPT, conceal });
}
