import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { post, Problem, type RemovalReceipt } from '../lib/api.ts';
import { useArrival, useHead } from '../lib/page.ts';
import '../styles/reading.css';
import { FIELDS, mistakes, NAMES, refusals, type Field, type Mistakes, type Request } from './fields.ts';

const RELATIONS = [
  ['self', 'I am the artist'],
  ['studio', 'I speak for the artist’s studio'],
  ['other', 'Somebody else'],
] as const;

const asRequest = (form: HTMLFormElement): Request => {
  const data = new FormData(form);
  return Object.fromEntries(FIELDS.map((field) => [field, String(data.get(field) ?? '').trim()])) as Request;
};

export default function RemovalPage() {
  const [params] = useSearchParams();
  const [receipt, setReceipt] = useState<RemovalReceipt>();
  useHead({ title: 'Remove a profile', description: 'Ask for a tattoo artist’s profile to be removed from the directory.' });
  useArrival(true);
  return (
    <div className="reading">
      {receipt ? <Receipt receipt={receipt} /> : <RemovalForm profile={params.get('profile') ?? ''} done={setReceipt} />}
    </div>
  );
}

function RemovalForm({ profile, done }: { profile: string; done: (receipt: RemovalReceipt) => void }) {
  const [wrong, setWrong] = useState<Mistakes>({});
  const [problem, setProblem] = useState<Problem>();
  const [sending, setSending] = useState(false);
  const summary = useRef<HTMLDivElement>(null);
  const count = Object.keys(wrong).length;
  useEffect(() => {
    if (count || problem) summary.current?.focus();
  }, [count, problem]);

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const request = asRequest(event.currentTarget);
    const found = mistakes(request);
    setWrong(found);
    setProblem(undefined);
    if (Object.keys(found).length) {
      summary.current?.focus();
      return;
    }
    setSending(true);
    try {
      done(await post<RemovalReceipt>('/v1/removal-requests', request));
    } catch (error) {
      const refused = error instanceof Problem ? error : new Problem(0, {});
      const named = refusals(refused.invalid);
      setWrong(named);
      if (!Object.keys(named).length) setProblem(refused);
    } finally {
      setSending(false);
    }
  };
  return (
    <>
      <h1 tabIndex={-1}>Remove a profile</h1>
      <p className="reading-lead">
        Tell us which profile, and how to reach you. A person reads every request. Once it is approved, the profile is deleted
        everywhere: the page, the search, the pictures and every copy. It will not come back.
      </p>
      <form className="form" noValidate onSubmit={(event) => void submit(event)}>
        {(count > 0 || problem) && (
          <div ref={summary} className="summary" role="alert" tabIndex={-1}>
            <h2>{problem ? problem.message : `Please check ${count === 1 ? 'one answer' : `${count} answers`}`}</h2>
            {problem && <p>{problem.detail}</p>}
            <ul>
              {FIELDS.map((field) => wrong[field] && (
                <li key={field}>
                  <a href={`#${field}`}>{wrong[field]}</a>
                </li>
              ))}
            </ul>
          </div>
        )}
        <Entry field="profile" wrong={wrong} hint="An Instagram handle, or the address of the profile, here or on Instagram.">
          {(given) => <input {...given} type="text" defaultValue={profile} maxLength={300} autoCapitalize="off" spellCheck={false} />}
        </Entry>
        <Entry field="email" wrong={wrong} hint="Only for this request: to tell you when it is done.">
          {(given) => <input {...given} type="email" autoComplete="email" maxLength={254} />}
        </Entry>
        <fieldset className="field" id="relation" aria-describedby={wrong.relation ? 'relation-wrong' : undefined}>
          <legend>{NAMES.relation}</legend>
          {wrong.relation && (
            <p className="field-trouble" id="relation-wrong">
              {wrong.relation}
            </p>
          )}
          <div className="choices">
            {RELATIONS.map(([value, label]) => (
              <label key={value}>
                <input type="radio" name="relation" value={value} />
                {label}
              </label>
            ))}
          </div>
        </fieldset>
        <Entry field="reason" wrong={wrong} hint="A sentence is enough. Please leave out anything private.">
          {(given) => <textarea {...given} maxLength={2000} />}
        </Entry>
        <button type="submit" className="button" disabled={sending}>
          {sending ? 'Sending…' : 'Ask for removal'}
        </button>
        <p className="small">
          We use what you write here only to decide and carry out this request. See <Link to="/privacy">how we treat your data</Link>.
        </p>
      </form>
    </>
  );
}

interface Given {
  id: string;
  name: string;
  required: true;
  'aria-invalid': boolean;
  'aria-describedby': string;
}

interface EntryProps {
  field: Field;
  wrong: Mistakes;
  hint: string;
  children: (given: Given) => ReactNode;
}

function Entry({ field, wrong, hint, children }: EntryProps) {
  const mistake = wrong[field];
  return (
    <div className="field">
      <label htmlFor={field}>{NAMES[field]}</label>
      <p className="small" id={`${field}-hint`}>
        {hint}
      </p>
      {mistake && (
        <p className="field-trouble" id={`${field}-wrong`}>
          {mistake}
        </p>
      )}
      {children({
        id: field,
        name: field,
        required: true,
        'aria-invalid': Boolean(mistake),
        'aria-describedby': mistake ? `${field}-wrong ${field}-hint` : `${field}-hint`,
      })}
    </div>
  );
}

function Receipt({ receipt }: { receipt: RemovalReceipt }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    window.scrollTo(0, 0);
    heading.current?.focus();
  }, []);
  return (
    <>
      <h1 tabIndex={-1} ref={heading}>
        Your request is with us.
      </h1>
      <p className="reading-lead" role="status">
        Keep this reference. It is the only way back to your request, and it says nothing about you.
      </p>
      <code className="ticket">{receipt.ticket}</code>
      <Link className="button" to={`/removal/${receipt.ticket}`}>
        Follow the request
      </Link>
      <h2>What happens now</h2>
      <p>
        A person decides whether the request comes from the artist or their studio; until then nothing changes. Once it is approved, the
        profile is deleted, usually within minutes. All of it takes five working days at most. The answer is the same whether or not somebody is listed, so that nobody can use this form to find out.
      </p>
    </>
  );
}
