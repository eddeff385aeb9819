// A small chart of one result over time with its reference limits; the words below say the same.
// SPDX-License-Identifier: Apache-2.0
import { day_words } from '../parts/when';
import { place, type Trend } from './trend';

const width = 320,
    height = 96,
    margin = 14;

export function TrendChart({ trend }: { trend: Trend }) {
    const { points, y } = place(trend, width, height, margin);
    const first = trend.points[0],
        last = trend.points[trend.points.length - 1];
    const words = `${trend.name}: ${trend.points.length} values from ${first.value} on ${day_words(first.date)} to ${last.value} ${trend.unit} on ${day_words(last.date)}`;
    const limits = [trend.low, trend.high].filter((l): l is number => l !== undefined);
    return (
        <figure className="panel" style={{ margin: 0, padding: '8px 12px' }}>
            <figcaption className="line" style={{ gap: 6 }}>
                <span className="strong">{trend.name}</span>
                <span className={last.flagged ? 'push bad strong' : 'push'}>
                    {last.value}{' '}
                    <span className={last.flagged ? undefined : 'quiet'}>{trend.unit}</span>
                </span>
            </figcaption>
            <svg className="trend" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={words}>
                {limits.map((l) => (
                    <line
                        key={l}
                        x1={0}
                        x2={width}
                        y1={y(l)}
                        y2={y(l)}
                        stroke="var(--line-strong)"
                        strokeDasharray="3 3"
                    />
                ))}
                {limits.map((l) => (
                    <text key={l} x={width} y={y(l) - 3} textAnchor="end">
                        {l}
                    </text>
                ))}
                <polyline
                    points={points.map((p) => `${p.x},${p.y}`).join(' ')}
                    fill="none"
                    stroke="var(--accent)"
                    strokeWidth="1.5"
                />
                {points.map((p, i) => (
                    <circle
                        key={i}
                        cx={p.x}
                        cy={p.y}
                        r={p.flagged ? 3.5 : 2.5}
                        fill={p.flagged ? 'var(--bad)' : 'var(--accent)'}
                    >
                        <title>{`${day_words(p.date)}: ${p.value} ${trend.unit}${p.flagged ? ' (flagged)' : ''}`}</title>
                    </circle>
                ))}
            </svg>
            <div className="line small quiet">
                <span>{day_words(first.date)}</span>
                <span className="push">{trend.points.length} values</span>
                <span className="push">{day_words(last.date)}</span>
            </div>
        </figure>
    );
}
