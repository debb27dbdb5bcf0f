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
