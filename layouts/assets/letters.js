// Words that a reader may change: copied, saved as a file, counted. Nothing leaves the browser.
(function () {
    'use strict';

    const DONE = 2000;  // milliseconds for which a button says that it is done
    const field = id => [...document.querySelectorAll('textarea')].filter(each => each.id === id).pop();

    function told(button, words) {
        const before = button.dataset.words || button.textContent;
        button.dataset.words = before;
        button.textContent = words;
        setTimeout(() => { button.textContent = before; }, DONE);
    }

    async function copied(button) {
        const from = field(button.dataset.copy);
        try {
            await navigator.clipboard.writeText(from.value);
            told(button, 'Copied');
        } catch (error) {
            from.focus();
            from.select();
            told(button, 'Selected: copy it with your keyboard');
        }
    }

    function saved(link) {
        const text = field(link.dataset.save).value.replace(/\r?\n/g, '\r\n');
        const file = document.createElement('a');
        file.href = URL.createObjectURL(new Blob([text], {type: 'text/plain'}));
        file.download = link.download;
        file.click();
        setTimeout(() => URL.revokeObjectURL(file.href), 10000);
    }

    document.addEventListener('click', event => {
        const at = event.target.closest && event.target.closest('[data-copy], a[data-save]');
        if (!at) return;
        if (at.dataset.copy) copied(at);
        if (at.dataset.save) {
            event.preventDefault();
            saved(at);
        }
    });

    document.addEventListener('input', event => {
        for (const count of document.querySelectorAll('[data-count]')) {
            if (count.dataset.count !== event.target.id) continue;
            count.textContent = count.textContent.replace(/^[\d,]+/, String([...event.target.value].length));
        }
    });
})();
