<?php
/**
 * Saves many pages in one process and then does what the job queue would do for them.
 *
 * Reads {"user": …, "summary": …, "pages": [[title, text], …]} on standard input, writes
 * {"revisions": {title: revision}, "problems": {title: words}} on standard output.
 */

require_once getenv( 'MW_INSTALL_PATH' ) . '/maintenance/Maintenance.php';

use MediaWiki\MediaWikiServices;
use MediaWiki\Revision\SlotRecord;

class SandboxLoad extends Maintenance {
	public function execute() {
		$order = json_decode( stream_get_contents( STDIN ), true );
		$services = MediaWikiServices::getInstance();
		$user = $services->getUserFactory()->newFromName( $order['user'] );
		$summary = CommentStoreComment::newUnsavedComment( $order['summary'] );
		$done = [ 'revisions' => [], 'problems' => [] ];
		$saved = [];
		foreach ( $order['pages'] as [ $name, $text ] ) {
			$title = Title::newFromText( $name );
			if ( !$title || $title->isExternal() || $title->hasFragment() || !$title->canExist() ) {
				$done['problems'][$name] = 'no page can have this title';
				continue;
			}
			// What the web request does to a text that somebody sends.
			$text = rtrim( UtfNormal\Validator::cleanUp( $text ) );
			$page = $services->getWikiPageFactory()->newFromTitle( $title );
			$content = ContentHandler::makeContent( $text, $title );
			if ( $page->getContent() && $page->getContent()->equals( $content ) ) {
				// Saved once more, a template would have all pages rendered anew that use it.
				$done['revisions'][$name] = $page->getLatest();
				continue;
			}
			$updater = $page->newPageUpdater( $user );
			$updater->setContent( SlotRecord::MAIN, $content );
			$updater->saveRevision( $summary, EDIT_SUPPRESS_RC );
			if ( $updater->wasSuccessful() ) {
				$done['revisions'][$name] = $page->getLatest();
				$saved[] = $title;
			} else {
				$done['problems'][$name] = $updater->getStatus()->getMessage( false, false, 'en' )->text();
			}
		}
		DeferredUpdates::doUpdates();
		$this->settle( $services, $saved );
		$this->output( json_encode( array_map( static fn ( $part ) => (object)$part, $done ) ) );
	}

	/**
	 * Does at once what the job queue would do in hundreds of jobs: pages saved before the
	 * templates they use learn of them, and no page is shown as it was rendered before.
	 *
	 * @param MediaWikiServices $services
	 * @param Title[] $saved In the order of their saving
	 */
	private function settle( MediaWikiServices $services, array $saved ): void {
		$order = array_flip( array_map( static fn ( $title ) => $title->getPrefixedDBkey(), $saved ) );
		$stale = [];
		foreach ( $saved as $number => $title ) {
			foreach ( $title->getTemplateLinksTo() as $user ) {
				if ( ( $order[$user->getPrefixedDBkey()] ?? -1 ) < $number ) {
					$stale[$user->getPrefixedDBkey()] = $user;
				}
			}
		}
		foreach ( $stale as $title ) {
			RefreshLinksJob::newDynamic( $title, [] )->run();
			DeferredUpdates::doUpdates();
		}
		$queues = $services->getJobQueueGroup();
		foreach ( $queues->getQueuesWithJobs() as $type ) {
			$queues->get( $type )->delete();
		}
		$database = $this->getDB( DB_PRIMARY );
		$now = [ 'page_touched' => $database->timestamp( time() + 1 ) ];
		$database->update( 'page', $now, '*', __METHOD__ );
	}
}

$maintClass = SandboxLoad::class;
require_once RUN_MAINTENANCE_IF_MAIN;
