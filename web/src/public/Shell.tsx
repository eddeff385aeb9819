// What stands around every page without an account: the facility, the choice of language, one column.
// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';

export type Language = 'en' | 'es';

/** One column with the choice of language: all that pages without an account have around them. */
export function Shell({
    language,
    set_language,
    facility,
    children,
}: {
    language: Language;
    set_language: (l: Language) => void;
    facility?: string;
    children: React.ReactNode;
}) {
    useEffect(() => {
        document.documentElement.lang = language;
    }, [language]);
    return (
        <main className="sign">
            <div className="line">
                <img src="/icon.svg" width={24} height={24} alt="" />
                <span className="strong">{facility}</span>
                <div className="push segments" role="group" aria-label="Language / Idioma">
                    {(['en', 'es'] as const).map((l) => (
                        <button
                            key={l}
                            type="button"
                            lang={l}
                            aria-pressed={l === language}
                            onClick={() => set_language(l)}
                        >
                            {l === 'en' ? 'English' : 'Español'}
                        </button>
                    ))}
                </div>
            </div>
            {children}
        </main>
    );
}

export function browser_language(): Language {
    return navigator.language.toLowerCase().startsWith('es') ? 'es' : 'en';
}
