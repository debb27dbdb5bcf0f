// Keeps in the tab what the server wrote there: Dash knows a page's title by its path alone, and writes that over it.
(function () {
    'use strict';

    const served = document.title, address = location.pathname + location.search;
    new MutationObserver(() => {
        const isHere = location.pathname + location.search === address;
        if (isHere && document.title !== served) document.title = served;
    }).observe(document.querySelector('title'), {childList: true});
})();
