import { lazy, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter, Route, Routes } from 'react-router';
import '@fontsource/young-serif/400.css';
import '@fontsource-variable/hanken-grotesk/index.css';
import './styles/base.css';
import './styles/search.css';
import { Footer } from './ui/Footer.tsx';
import { Masthead } from './ui/Masthead.tsx';
import { SearchPage } from './search/SearchPage.tsx';

const ArtistPage = lazy(() => import('./artist/ArtistPage.tsx'));
const RemovalPage = lazy(() => import('./removal/RemovalPage.tsx'));
const StatusPage = lazy(() => import('./removal/StatusPage.tsx'));
const Privacy = lazy(() => import('./reading/Privacy.tsx'));
const Terms = lazy(() => import('./reading/Terms.tsx'));
const Faq = lazy(() => import('./reading/Faq.tsx'));
const Errors = lazy(() => import('./reading/Errors.tsx'));
const NotFound = lazy(() => import('./reading/NotFound.tsx'));

function App() {
  return (
    <>
      <a className="skip" href="#content">
        Skip to the content
      </a>
      <Masthead />
      <main id="content">
        <Suspense fallback={<div className="waiting" />}>
          <Routes>
            <Route path="/" element={<SearchPage />} />
            <Route path="/artists/:id" element={<ArtistPage />} />
            <Route path="/removal" element={<RemovalPage />} />
            <Route path="/removal/:ticket" element={<StatusPage />} />
            <Route path="/privacy" element={<Privacy />} />
            <Route path="/terms" element={<Terms />} />
            <Route path="/faq" element={<Faq />} />
            <Route path="/errors" element={<Errors />} />
            <Route path="*" element={<NotFound />} />
          </Routes>
        </Suspense>
      </main>
      <Footer />
      <p id="announcements" className="unseen" role="status" />
    </>
  );
}

const root = document.getElementById('app');
if (root) {
  createRoot(root).render(
    <BrowserRouter>
      <App />
    </BrowserRouter>,
  );
}
