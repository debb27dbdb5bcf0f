// A picture that is kept as PNG: drawn by the reader's own browser from the SVG that the link leads to.
(function () {
    'use strict';

    function saved(name, content) {
        const link = document.createElement('a');
        link.href = URL.createObjectURL(content);
        link.download = name;
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    }

    document.addEventListener('click', event => {
        const link = event.target.closest && event.target.closest('a.as-png');
        if (!link) return;
        event.preventDefault();
        const picture = new Image();
        picture.onload = () => {
            const canvas = document.createElement('canvas');
            canvas.width = picture.naturalWidth;
            canvas.height = picture.naturalHeight;
            canvas.getContext('2d').drawImage(picture, 0, 0);
            canvas.toBlob(content => saved(`${link.dataset.name}.png`, content), 'image/png');
        };
        picture.src = link.href;
    });
})();
