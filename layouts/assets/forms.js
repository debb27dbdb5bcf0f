// Ties a problem to its field, and takes the reader there: Dash's own input takes no aria attributes.
(function () {
    'use strict';

    let isTold = false;  // once for each document: a form with a problem is always a new one

    function tie() {
        const place = document.getElementById('react-entry-point');
        for (const field of place.querySelectorAll('input.invalid, .invalid input')) {
            field.setAttribute('aria-invalid', 'true');
            field.setAttribute('aria-describedby', `${field.id}-error`);
            const isFree = !document.activeElement || document.activeElement === document.body;
            if (isTold || place.hasAttribute('aria-hidden')) continue;
            isTold = true;
            if (isFree) field.focus();
        }
    }

    new MutationObserver(tie).observe(document.getElementById('react-entry-point'),
        {childList: true, subtree: true, attributeFilter: ['aria-hidden']});
})();

// A field above a long list of boxes leaves those in sight whose words hold what is typed; ticked ones always stay.
(function () {
    'use strict';

    const plain = text => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase();

    document.addEventListener('input', event => {
        const place = event.target.closest && event.target.closest('.narrow');
        if (!place) return;
        const wanted = plain(event.target.value.trim());
        const items = [...place.parentElement.querySelectorAll('.boxes > li')];
        for (const each of items) {
            each.hidden = !plain(each.textContent).includes(wanted) && !each.querySelector('input').checked;
        }
        const left = items.filter(each => !each.hidden).length;
        place.querySelector('[role=status]').textContent = wanted ? `${left} of ${items.length} shown` : '';
    });

    document.addEventListener('keydown', event => {  // Enter shortens the list; it does not send the form
        if (event.key === 'Enter' && event.target.closest && event.target.closest('.narrow')) event.preventDefault();
    });
})();

// A form of figures with nothing chosen says so where its button is, instead of showing itself once more.
(function () {
    'use strict';

    const SAID = 'Nothing is chosen yet: tick a measure or a place, or choose a year. ' +
        'All figures are one file on the page Data.';

    document.addEventListener('submit', event => {
        if (!event.target.matches('form.choose')) return;
        const isChosen = [...new FormData(event.target).values()].some(Boolean);
        event.target.querySelector('.nothing').textContent = isChosen ? '' : SAID;
        if (isChosen) return;
        event.preventDefault();
        event.stopImmediatePropagation();
    }, true);
})();
