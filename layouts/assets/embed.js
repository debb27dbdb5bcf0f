// Draws the chart of an embedded page.
(function () {
    'use strict';

    const {data, layout, config} = JSON.parse(document.getElementById('figure').textContent);
    Plotly.newPlot('chart', data, {...layout, autosize: true}, config);
})();
