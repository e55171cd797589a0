/*
$.PlotLine and those beside it, as FMZ's template for charts has them: what is drawn by a label goes into one chart.
`fmzproto run` evaluates this before a strategy's own libraries, which may put other functions in their place.

  $.PlotLine(label, value, time)                 a point of a line; now, if the time is left out (ms)
  $.PlotRecords(records, title)                  bars: all of GetRecords, or one; those that are drawn already are left out
  $.PlotFlag(time, text, title, shape, color)    a flag on the series that was drawn first
  $.PlotHLine(value, label, color, style)        a horizontal line; the same label moves it
  $.PlotTitle(subtitle, title)                   the words above the chart
  $.GetCfg()                                     what the chart is made with
*/

(() => {
  const config = {
    tooltip: { xDateFormat: '%Y-%m-%d %H:%M:%S, %A' },
    xAxis: { type: 'datetime' },
    yAxis: { plotLines: [] },
    series: [],
  };
  // By what they show: the number of a series, and the time of its last point.
  const known = new Map();
  let chart;

  function show() {
    if (chart) {
      chart.update(config);
    } else {
      chart = Chart(config);
      chart.reset();
    }
    return chart;
  }

  function seriesOf(key, described) {
    let series = known.get(key);
    if (!series) {
      series = { number: config.series.length, time: undefined };
      // Flags stand on the first.
      const id = known.size === 0 ? 'primary' : `series_${series.number}`;
      config.series.push({ id, data: [], ...described });
      known.set(key, series);
      show();
    }
    return series;
  }

  // A point at the time of the last one takes its place.
  function add(series, time, point) {
    if (time === series.time) chart.add(series.number, point, -1);
    else chart.add(series.number, point);
    series.time = time;
    return chart;
  }

  $.GetCfg = () => config;

  $.PlotLine = (label, value, time = Date.now()) => {
    const series = seriesOf(`line ${label}`, { type: 'line', name: label, tooltip: { valueDecimals: 5 } });
    return add(series, time, [time, value]);
  };

  $.PlotRecords = (records, title = '') => {
    config.__isStock = true;
    const series = seriesOf('records', { type: 'candlestick', name: title });
    for (const { Time, Open, High, Low, Close } of Array.isArray(records) ? records : [records]) {
      if (series.time === undefined || Time >= series.time) add(series, Time, [Time, Open, High, Low, Close]);
    }
    return chart;
  };

  $.PlotFlag = (time, text, title, shape, color) => {
    const series = seriesOf('flags', { type: 'flags', onSeries: 'primary' });
    return add(series, time, { x: time, text, title, shape, color });
  };

  $.PlotHLine = (value, label = '', color = 'red', style = 'Solid') => {
    const lines = config.yAxis.plotLines;
    const line = { value, color, width: 2, dashStyle: style, label: { text: label, align: 'center' } };
    const at = lines.findIndex((one) => one.label.text === label);
    if (at < 0) lines.push(line);
    else lines[at] = line;
    return show();
  };

  $.PlotTitle = (subtitle, title) => {
    config.subtitle = { text: subtitle };
    if (title !== undefined) config.title = { text: title };
    return show();
  };
})();
