# Trang cho mọi người: tìm thủ tục, tra cứu hồ sơ, tỷ lệ đúng hạn, kiểm tra giấy hẹn, trợ giúp.

portal-home-title = Thủ tục hành chính
portal-ask = Bạn cần làm thủ tục gì?
portal-common = Thường dùng:
portal-all-procedures = Tất cả { $count } thủ tục
portal-on-time-this-month = Đúng hạn tháng này, toàn tỉnh
portal-cutoff = Tính đến { $moment }
portal-each-unit = Từng xã, phường, đặc khu
portal-how-counted = Cách tính

# Tìm thủ tục
portal-procedures = Thủ tục
portal-procedures-all = Xem tất cả thủ tục
portal-procedures-lead = Có { $count } thủ tục. Hãy gõ việc bạn cần làm, có dấu hay không dấu đều được, hoặc chọn lĩnh vực.
portal-by-field = Theo lĩnh vực
portal-try-field = Hoặc tìm theo lĩnh vực
portal-field-found = { $count } thủ tục trong lĩnh vực này
portal-found = { $count } thủ tục phù hợp nhất với “{ $question }”
portal-none-found = Không tìm thấy thủ tục cho “{ $question }”
portal-none-found-next = Hãy thử ít chữ hơn, hoặc nói cách khác: “khai sinh”, “giấy độc thân”, “sao y”.
portal-limit-unnamed = Danh mục không ghi
portal-fee-unnamed = Hỏi tại quầy
portal-fee-free = Không thu

# Một thủ tục
portal-papers = Giấy tờ cần có
portal-papers-none = Danh mục quốc gia không ghi giấy tờ nào cho thủ tục này. Hãy hỏi cán bộ tại quầy.
portal-papers-sometimes = Chỉ cần trong một số trường hợp
portal-paper-shown = xuất trình
portal-terms = Thời hạn và phí
portal-terms-none = Danh mục không ghi thời hạn
portal-terms-none-next = Hãy hỏi cán bộ tại quầy.
portal-fees = Phí, lệ phí
portal-fees-note = “Hỏi tại quầy” nghĩa là danh mục quốc gia không ghi mức thu; nhiều khoản do tỉnh quy định. Không có nghĩa là miễn phí.
portal-limit-assumed = Cổng dịch vụ công quốc gia ghi thời hạn bằng một con số không có đơn vị. Ở đây tạm hiểu là ngày làm việc; hãy hỏi lại cán bộ khi nộp.
portal-cases = Các trường hợp
portal-case = Trường hợp
portal-where-who = Nộp ở đâu, ai giải quyết
portal-where = Nơi nộp
portal-where-any = Bất kỳ quầy một cửa nào trong tỉnh
portal-where-bound = Quầy một cửa của xã, phường nơi bạn cư trú hoặc nơi có việc cần giải quyết
portal-who-decides = Cấp giải quyết
portal-tier-commune = Cấp xã
portal-tier-province = Cấp tỉnh
portal-tier-ministry = Cấp bộ
portal-tier-other = Cơ quan khác
portal-who-asks = Ai được nộp
portal-result = Kết quả nhận được
portal-basis = Căn cứ
portal-decision = Quyết định công bố
portal-ministry = Bộ quản lý
portal-legal = Văn bản pháp luật
portal-receive-this = Tiếp nhận thủ tục này

# Tra cứu
portal-track = Tra cứu hồ sơ
portal-track-code = Mã hồ sơ
portal-track-hint = Mã in trên giấy hẹn, ví dụ H56.002-250815-0044
portal-track-only = Chỉ nhập mã thì trang cho biết tiến độ; tên người nộp và nội dung hồ sơ không hiện.
portal-track-missing = Không tìm thấy hồ sơ có mã “{ $code }”.
portal-track-missing-next = Hãy so lại từng chữ và số với giấy hẹn. Nếu vẫn không thấy, hãy hỏi nơi đã nhận hồ sơ.
portal-track-unit = Nơi giải quyết
portal-track-received = Tiếp nhận lúc
portal-track-due = Hẹn trả
portal-track-finished = Giải quyết xong lúc
portal-track-why = Vì sao hẹn trả vào lúc này
portal-means-submitted = Hồ sơ đã gửi và đang chờ cán bộ kiểm tra. Chưa có ngày hẹn trả.
portal-means-processing = Hồ sơ đang được giải quyết. Bạn không phải làm gì thêm.
portal-means-late = Đã quá giờ hẹn mà chưa xong. Cơ quan phải xin lỗi và hẹn lại; bạn có thể hỏi nơi giải quyết ghi bên dưới.
portal-means-awaiting-documents = Hồ sơ còn thiếu giấy tờ. Hãy nộp theo phiếu yêu cầu bổ sung; khi đủ, thời hạn tính lại từ đầu.
portal-means-awaiting-payment = Hồ sơ đang chờ bạn nộp tiền theo thông báo. Nộp xong, thời hạn tính tiếp.
portal-means-awaiting-answers = Cơ quan đang chờ đơn vị khác trả lời; thời hạn tạm dừng theo quy định và sẽ tính tiếp khi có trả lời.
portal-means-refused = Hồ sơ không được giải quyết. Lý do ghi trong phiếu từ chối đã gửi cho bạn.
portal-means-lapsed = Hồ sơ đã đóng vì không có giấy tờ bổ sung trong thời hạn. Bạn có thể nộp hồ sơ mới.
portal-means-withdrawn = Hồ sơ đã được rút theo yêu cầu của người nộp.
portal-means-resolved = Đã có kết quả. Hãy mang giấy hẹn đến nơi đăng ký nhận kết quả.
portal-means-delivered = Kết quả đã được trả.

# Tỷ lệ đúng hạn
portal-month = Tháng { $month }
portal-choose-month = Chọn tháng
portal-choose-other-month = Hãy chọn tháng khác.
portal-csv = Tải bảng số liệu (CSV)
portal-rates-title = Tỷ lệ giải quyết đúng hạn tháng { $month }
portal-rates-sentence = Nhận { $received } hồ sơ, giải quyết { $resolved }, trong đó trễ { $late }; còn { $overdue } hồ sơ đang quá hạn.
portal-on-time-of = Đúng hạn, { $unit }
portal-on-time-in = Đúng hạn tháng { $month }
portal-rate-base = Số giải quyết đúng hạn, chia cho tổng số đã giải quyết và số đang quá hạn.
portal-unit = Đơn vị
portal-centre = { $unit } (quầy cấp tỉnh)
portal-rate = Đúng hạn
portal-received = Tiếp nhận
portal-resolved = Đã giải quyết
portal-on-time = Trong hạn
portal-late = Trễ hạn
portal-overdue = Đang quá hạn
portal-rates-name = Tìm xã, phường theo tên
portal-rates-found = { $count } đơn vị có tên “{ $text }”
portal-rates-none = Không có đơn vị nào tên “{ $text }”
portal-rates-none-next = Hãy thử một phần của tên, có dấu hay không dấu đều được.
portal-rates-units = Tính theo các đơn vị
portal-rates-units-own = như lúc giải quyết
portal-rates-units-on = như ngày { $day }
portal-rates-counted = gồm số liệu của { $units }
portal-rates-more = { $count } đơn vị khác
portal-rates-grouped = Số liệu của đơn vị đã nhập hoặc chia được tính cho nhóm nhỏ nhất các đơn vị chứa trọn nó; tổng số không đổi.
portal-rates-all = Xem tất cả đơn vị
portal-no-units = Tỉnh chưa có đơn vị nào
portal-received-by-day = Hồ sơ tiếp nhận theo ngày
portal-days-none = Chưa có hồ sơ nào trong tháng này
portal-days-most = Nhiều nhất { $count } hồ sơ, ngày { $day }.
portal-by-procedure = Theo thủ tục
portal-procedure = Thủ tục
portal-finished-on-time = Đúng hạn khi xong
portal-finished-note = “Đúng hạn khi xong” chỉ tính hồ sơ đã giải quyết; hồ sơ đang quá hạn tính vào tỷ lệ chung của đơn vị.

# Kiểm tra giấy hẹn
portal-verify = Kiểm tra giấy tiếp nhận
portal-verify-genuine = Giấy này là thật. Hồ sơ { $code } được tiếp nhận lúc { $moment }; giấy do { $node } ký.
portal-verify-signed = Chữ ký trên giấy là thật: hồ sơ { $code }, ký bởi { $node }, chưa đồng bộ về đây. Tiến độ sẽ xem được khi máy đó liên lạc; cần gấp thì hỏi nơi đã nhận hồ sơ.
portal-verify-revoked = Giấy này ký bằng khóa của { $node }; khóa đã bị thu hồi lúc { $moment } và sổ ghi hồ sơ { $code } không có ở đây. Chỉ riêng chữ ký này chưa đủ tin: hãy hỏi nơi đã nhận hồ sơ.
portal-verify-false = Giấy này không phải do hệ thống của tỉnh cấp, hoặc mã QR đã bị sửa. Đừng dựa vào giấy này; hãy hỏi nơi ghi trên giấy.
portal-verify-track = Xem tiến độ
portal-verify-is-genuine = Giấy thật
portal-verify-is-signed = Chữ ký thật, hồ sơ chưa về đây
portal-verify-is-revoked = Chưa đủ tin
portal-verify-is-false = Không phải giấy thật
portal-verify-how = Hãy quét mã QR trên giấy tiếp nhận hồ sơ bằng điện thoại. Trang này sẽ cho biết giấy có thật hay không.
portal-verify-limits = Việc kiểm tra chỉ xác nhận hồ sơ đã được tiếp nhận. Nội dung khác trên giấy cần đối chiếu với nơi đã nhận.

# Trợ giúp
portal-help-people = Cho người dân
portal-help-find = Tìm thủ tục, giấy tờ cần có, thời hạn và phí:
portal-help-track = Xem hồ sơ của mình đã đến đâu, bằng mã trên giấy hẹn:
portal-help-verify = Kiểm tra giấy tiếp nhận có thật hay không:
portal-help-rates = Cách tính tỷ lệ đúng hạn
portal-help-rates-what = Mỗi tỷ lệ luôn đi kèm hai con số và thời điểm tính, để ai cũng kiểm tra lại được.
portal-help-rates-formula = Tỷ lệ đúng hạn = số giải quyết đúng hạn ÷ (số đã giải quyết + số đang quá hạn)
portal-help-rates-on-time = Đúng hạn: có quyết định, hoặc văn bản từ chối, không muộn hơn giờ hẹn trả. Tính vào ngày giải quyết xong.
portal-help-rates-overdue = Đang quá hạn: đã qua giờ hẹn trả mà chưa xong, tính đến thời điểm ghi bên cạnh. Để hồ sơ trễ nằm lại không làm tỷ lệ đẹp hơn.
portal-help-rates-open = Hồ sơ chưa đến hạn không tính vào bên nào.
portal-help-rates-withdrawn = Hồ sơ người nộp tự rút không tính vào bên nào.
portal-help-rates-pause = Trong lúc chờ người nộp bổ sung giấy tờ hoặc nộp tiền, hồ sơ không bị tính là quá hạn.
portal-help-rates-cutoff = Với tháng đã qua, chỉ tính hồ sơ quá hạn đến hết tháng đó mà nay vẫn chưa xong. Tỷ lệ luôn làm tròn xuống.
portal-help-rates-typed = Không ai nhập số liệu bằng tay: mọi con số được cộng từ việc tiếp nhận và giải quyết hồ sơ.
portal-help-roles = Ai làm việc gì
portal-help-reception = Nhận hồ sơ tại quầy, in giấy hẹn, nhận bổ sung, trả kết quả.
portal-help-specialist = Thẩm tra hồ sơ, yêu cầu bổ sung một lần, đề nghị từ chối hoặc trình ký.
portal-help-leader = Ký duyệt một hoặc nhiều hồ sơ, quyết định lùi ngày hẹn, xem bảng điều hành.
portal-help-administrator = Mở, khóa tài khoản cán bộ của đơn vị, giao vai trò, cấp lại mật khẩu.
portal-help-province = Xem hồ sơ và số liệu của mọi xã, phường trong tỉnh để hỗ trợ.
portal-help-intermediary = Nộp hồ sơ trực tuyến thay người dân, có mã xác nhận của người dân. Không xem được hồ sơ khác.
portal-help-keys = Phím tắt
portal-help-enter = Sang ô tiếp theo ở trang tiếp nhận; mở hồ sơ trong danh sách
portal-help-ctrl-enter = Bấm nút chính của trang
portal-help-slash = Đến ô tìm kiếm
portal-help-jk = Xuống và lên trong danh sách việc
portal-help-x = Chọn hồ sơ để làm nhiều hồ sơ một lúc

# Đăng nhập
portal-sign-in-first = Trang này cần đăng nhập, hoặc phiên làm việc đã hết hạn. Đăng nhập xong, bạn sẽ quay lại đúng trang đó.
portal-sign-in-help = Quên mật khẩu? Quản trị đơn vị của bạn cấp lại được ngay. Người dân tra cứu không cần tài khoản.
