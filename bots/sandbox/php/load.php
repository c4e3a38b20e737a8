<?php
/**
 * Saves many pages in one process and then runs the jobs that this gave rise to.
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
		foreach ( $order['pages'] as [ $name, $text ] ) {
			$title = Title::newFromText( $name );
			if ( !$title || $title->isExternal() || $title->hasFragment() || !$title->canExist() ) {
				$done['problems'][$name] = 'no page can have this title';
				continue;
			}
			// What the web request does to a text that somebody sends.
			$text = rtrim( UtfNormal\Validator::cleanUp( $text ) );
			$page = $services->getWikiPageFactory()->newFromTitle( $title );
			$updater = $page->newPageUpdater( $user );
			$updater->setContent( SlotRecord::MAIN, ContentHandler::makeContent( $text, $title ) );
			$updater->saveRevision( $summary, EDIT_SUPPRESS_RC );
			if ( $updater->wasSuccessful() ) {
				$done['revisions'][$name] = $page->getLatest();
			} else {
				$done['problems'][$name] = $updater->getStatus()->getMessage( false, false, 'en' )->text();
			}
		}
		DeferredUpdates::doUpdates();
		$services->getJobRunner()->run( [ 'type' => false, 'maxJobs' => 5000, 'maxTime' => 60 ] );
		$this->output( json_encode( array_map( static fn ( $part ) => (object)$part, $done ) ) );
	}
}

$maintClass = SandboxLoad::class;
require_once RUN_MAINTENANCE_IF_MAIN;
