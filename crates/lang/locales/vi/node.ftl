# What the program says on the command line, and the notices that go out.

cli-in-use = Thư mục { $dir } đang được một chương trình Motcua khác sử dụng. Hãy dừng chương trình đó (Ctrl-C) rồi chạy lại lệnh này.
cli-no-office = Thư mục { $dir } chưa có dữ liệu Motcua. Tạo mới bằng: motcua init --dir { $dir } --province MÃ_TỈNH. Máy riêng của xã thì đăng ký bằng: motcua node enroll --dir { $dir } --province https://TRUNG_TÂM:CỔNG
cli-no-office-server = Cơ sở dữ liệu { $db } chưa có dữ liệu Motcua. Tạo mới bằng: motcua init --db URL --dir THƯ_MỤC --province MÃ_TỈNH
cli-due-received = “{ $value }” không phải là thời điểm. Hãy ghi theo giờ Việt Nam, ví dụ 2025-04-25T10:00.
cli-due-limit = “{ $value }” không phải là thời hạn. Hãy ghi 8h, 1wd, 30d, 2m hoặc same-day.
cli-due-via = “{ $value }” không phải là hình thức nộp. Hãy ghi counter, online hoặc post.
cli-due-unit = Vào ngày đó không có đơn vị nào mang mã “{ $value }”.
cli-due-header = Dòng đầu của tệp phải có hai cột start,working_days.
cli-due-line = Dòng { $line } bị bỏ qua: { $what }
cli-due-start = “{ $value }” không phải là ngày. Hãy ghi như 2025-04-25.
cli-due-days = “{ $value }” không phải là số ngày làm việc từ 0 đến 10000.
cli-due-beyond = thời hạn tính từ { $value } kết thúc ngoài phạm vi của lịch.
cli-search-header = Tệp phải có cột tên là query.
cli-search-none = Không có thủ tục nào khớp. Thử từ khác, hoặc ít từ hơn.
cli-no-province = Hôm nay không có tỉnh, thành phố nào mang mã { $code }. Mã gồm hai chữ số, ví dụ 38 là tỉnh Thanh Hóa.
cli-port-taken = Địa chỉ { $listen } đang được chương trình khác sử dụng. Hãy dừng chương trình đó, hoặc chọn cổng khác: --listen 127.0.0.1:8081
cli-db-scheme = Không có cơ sở dữ liệu loại “{ $scheme }”. Hãy dùng sqlite://ĐƯỜNG_DẪN, đường dẫn tới thư mục, hoặc postgres://NGƯỜI_DÙNG:MẬT_KHẨU@MÁY_CHỦ/TÊN.
cli-db-none = Hãy cho biết nơi đặt dữ liệu: --dir THƯ_MỤC, hoặc --dir THƯ_MỤC --db postgres://….
cli-db-unverified = Kết nối mã hóa cần biết tin chứng thư của ai: hãy ghi --db-ca TỆP (tệp PEM của bên ký chứng thư máy chủ), hoặc sslmode=disable trong một mạng đáng tin cậy.
cli-db-dir = Với cơ sở dữ liệu trên máy chủ, hãy ghi thêm --dir THƯ_MỤC: nơi lưu tệp đính kèm và khóa ký.
cli-db-elsewhere = Với SQLite, cơ sở dữ liệu nằm ngay trong thư mục của --dir. Chỉ ghi --dir hoặc --db, không ghi hai nơi khác nhau.
cli-serving = Motcua đang chạy tại { $url }
cli-stopped = Đã dừng. Mọi việc đã trả lời đều đã lưu.
cli-stop-how = Dừng bằng Ctrl-C.

cli-verifying = Kiểm tra
cli-rebuilding = Dựng lại
cli-publishing = Công bố
cli-count-ledgers = sổ
cli-count-entries = bút toán
cli-count-erased = bút toán đã xóa theo luật
cli-count-dossiers = hồ sơ
cli-count-tallies = số đếm thống kê
cli-count-accounts = tài khoản
cli-count-procedures = phiên bản thủ tục
cli-count-records = bản ghi
cli-count-moved = lượt bàn giao hồ sơ giữa các đơn vị
cli-count-in-transit = hồ sơ đang bàn giao, đơn vị mới chưa tiếp nhận
cli-count-children = hồ sơ được mở từ hồ sơ khác
cli-count-children-asked = hồ sơ đã yêu cầu mở, chờ tiếp nhận
cli-count-children-untold = hồ sơ đã kết thúc, chưa báo cho nơi hỏi
cli-count-notices = tin nhắn
cli-count-blobs = tệp
cli-verify-no-files = Chưa kiểm tra tệp đính kèm: cần ghi --dir THƯ_MỤC.
cli-verify-clean = Tất cả khớp.
cli-verify-differs = Có { $count } chỗ không khớp.
cli-rebuilt = Đã dựng lại mọi dữ liệu suy ra từ sổ.
cli-rebuilt-differs = Đã dựng lại, nhưng có { $count } bút toán không hợp lệ trong sổ.

cli-init-taken = Thư mục { $dir } đã có một đơn vị khác. Hãy chọn thư mục mới.
cli-init-published = { $unit }: đã công bố { $count } thủ tục.
cli-init-done = Đã tạo xong trong thư mục { $dir }. Chạy bằng: motcua serve --dir { $dir }
cli-init-done-server = Đã tạo xong trong cơ sở dữ liệu { $db }. Chạy bằng: motcua serve --dir { $dir } --db URL
cli-init-account = Tài khoản quản trị đầu tiên: { $login }, mật khẩu: { $password } (chỉ hiện một lần; hãy đổi sau khi đăng nhập).

cli-import-kind = { $file }: cần tệp .jsonl, .jsonl.gz hoặc .csv.
cli-import-empty = { $file }: không có dòng nào nhập được.
cli-import-finding = dòng { $line }: { $code }: { $what } ({ $value })
cli-import-done = Đã đọc { $rows } dòng: { $changed } thủ tục mới hoặc thay đổi, { $unchanged } không đổi, { $skipped } dòng bị bỏ qua.

cli-receipt-unreadable = Không đọc được mã QR: cần có c=…&h=…&s=…
cli-receipt-genuine = Giấy tiếp nhận thật: hồ sơ { $code }, { $at }, do { $node } ký.
cli-receipt-signed = Chữ ký đúng là của { $node }, hồ sơ { $code }; nhưng sổ ở đây không có (hoặc chưa có) bút toán đó.
cli-receipt-revoked = Ký bằng khóa của { $node }, đã bị thu hồi lúc { $at }; sổ ở đây không có bút toán của hồ sơ { $code }. Chỉ riêng chữ ký này chưa đủ tin.
cli-receipt-false = Giấy tiếp nhận KHÔNG phải do nơi này cấp: { $code }.

cli-demo-begin = Đang tạo dữ liệu thử trong { $dir }: người và hồ sơ đều là hư cấu.
cli-demo-people = Tài khoản
cli-demo-dossiers = Hồ sơ
cli-demo-unfinished = Lần tạo dữ liệu thử trước trong { $dir } bị ngắt giữa chừng; đang tạo lại từ đầu.
cli-demo-unfinished-server = Lần tạo dữ liệu thử trước trong { $db } bị ngắt giữa chừng. Hãy xóa cơ sở dữ liệu đó và thư mục, tạo một cơ sở dữ liệu trống, rồi chạy lại lệnh này.
cli-demo-real = Thư mục { $dir } là của một đơn vị thật, không phải bản dùng thử. Dùng: motcua serve --dir { $dir }, hoặc chọn thư mục khác bằng --dir.
cli-demo-foreign = Thư mục { $dir } đã có tệp khác. Hãy chọn một thư mục mới hoặc rỗng bằng --dir.
cli-demo-no-accounts = Không thấy tệp accounts.json trong { $dir }. Để có tài khoản mới, hãy xóa thư mục rồi chạy lại motcua demo.
cli-demo-first = Việc đầu tiên: mở địa chỉ trên trong trình duyệt, đăng nhập bằng { $login }, bấm “Tiếp nhận” và nhận một hồ sơ. Tài khoản cũng ở trong { $dir }/accounts.json.

notice-accepted = Hồ sơ { $code } đã được tiếp nhận. Hẹn trả kết quả: { $due }.
notice-supplement = Hồ sơ { $code } cần bổ sung giấy tờ. Xem cần gì ở mục Tra cứu trên mạng, hoặc đến bộ phận một cửa.
notice-taken-over = Hồ sơ { $code } nay do { $unit } tiếp tục giải quyết. Bạn không phải nộp lại giấy tờ; ngày hẹn trả không thay đổi.
notice-result-there = Hồ sơ { $code } đã có kết quả, nay ở { $unit }. Mời đến nhận tại đó.
notice-payment = Hồ sơ { $code } cần nộp { $amount }. Xem cách nộp ở mục Tra cứu trên mạng, hoặc đến bộ phận một cửa.
notice-extended = Xin lỗi: hồ sơ { $code } được hẹn lại ngày trả kết quả: { $due }.
notice-refused = Hồ sơ { $code } không được giải quyết. Lý do bằng văn bản có tại bộ phận một cửa.
notice-lapsed = Hồ sơ { $code } đã đóng vì không có giấy tờ bổ sung trong thời hạn. Ông/Bà có thể nộp hồ sơ mới.
notice-recounted = Hồ sơ { $code }: ngày hẹn trả được tính lại theo lịch nghỉ mới, nay hẹn { $due }.
notice-reminder-escalated = Hồ sơ { $code } quá hạn từ { $due } mà chưa xong. Đề nghị lãnh đạo xem xét.
notice-reminder-overdue = Hồ sơ { $code } đã quá hạn { $due }. Hãy giải quyết ngay và xin lỗi người nộp.
notice-reminder-at-due = Hồ sơ { $code } hẹn trả hôm nay: { $due }.
notice-reminder-before-due = Hồ sơ { $code } sắp đến hạn: { $due }.
notice-reminder-unanswered = Hồ sơ trực tuyến { $code } chưa được trả lời, hạn trả lời { $due }.
notice-reminder-lapsing = Hồ sơ { $code } chờ bổ sung sắp hết thời gian: { $due }. Hãy nhắc người nộp.
notice-reminder-warned = Hồ sơ { $code } còn thiếu giấy tờ. Vui lòng bổ sung trước { $due }; sau đó hồ sơ sẽ được đóng.
notice-ready = Hồ sơ { $code } đã có kết quả. Mời đến nhận tại bộ phận một cửa.
notice-renewal = Giấy số { $code } do { $unit } cấp có hiệu lực đến { $due }. Vui lòng làm thủ tục gia hạn trước ngày đó.
