-- random program 213
local function say(s) print(string.format("%d %s", now(), s)) end
local function yn(b) return b and "yes" or "no" end
local kind
function kind(e)
  if is(e, ErrorGroup) then
    local t = {}
    for i, x in ipairs(e.errors) do t[i] = kind(x) end
    return "ErrorGroup[" .. table.concat(t, ", ") .. "]"
  end
  for n, k in pairs { Cancelled = Cancelled, Timeout = Timeout, InvalidState = InvalidState,
      QueueEmpty = QueueEmpty, QueueFull = QueueFull, BrokenBarrier = BrokenBarrier } do
    if is(e, k) then return n end
  end
  return tostring(e)
end

  
local T = {}
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(0)
local function w1()
  if not q:full() then q:put_nowait(1) end
  do local ok, e = pcall(timeout, 5, function()
    if T.w2 then say("w1 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    do local _ <close> = sm:hold()
      say("w1 5 in")
      local function f7()
        say("w1.f7 8")
        q:put(9)
        say("w1.f7 10 put 9")
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
        if T.w6 then say("w1.f7 cancels w6 " .. yn(T.w6:cancel())) end
        return "f7"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f7", f7)
      end)
        if is(e, ErrorGroup) then say("w1 6 " .. kind(e)) elseif not ok then error(e, 0) end end
      local function f14()
        say("w1.f14 15")
        sleep(1)
        say("w1.f14 17")
        q:put(18)
        say("w1.f14 19 put 18")
        return "f14"
      end
      local function f20()
        say("w1.f20 21")
        if T.w5 then say("w1.f20 cancels w5 " .. yn(T.w5:cancel())) end
        q:put(23)
        say("w1.f20 24 put 23")
        sleep(2)
        say("w1.f20 26")
        return "f20"
      end
      local function f27()
        say("w1.f27 28")
        say("w1.f27 30")
        current():cancel()
        return "f27"
      end
      do local dn, pn = wait({ spawn("f14", f14), spawn("f20", f20), spawn("f27", f27) }, { return_when = "first_error", timeout = 1 })
        say("w1 13 done " .. #dn .. " pending " .. #pn) end
    end
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
  end)
    if is(e, Timeout) then say("w1 2 timeout") elseif not ok then error(e, 0) end end
  say("w1 33 end")
end
local function w2()
  ev:set()
  say("w2 size " .. q:size())
  say("w2 got " .. q:get())
  say("w2 37 end")
end
local function w3()
  ev:set()
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  say("w3 barrier " .. br:wait())
  say("w3 42")
  say("w3 43 end")
end
local function w4()
  local function f45()
    say("w4.f45 46")
    do local ok, e = pcall(timeout, 1, function()
      say("w4.f45 49")
      if T.w3 then say("w4.f45 cancels w3 " .. yn(T.w3:cancel())) end
      if T.w1 then say("w4.f45 cancels w1 " .. yn(T.w1:cancel())) end
    end)
      if is(e, Timeout) then say("w4.f45 47 timeout") elseif not ok then error(e, 0) end end
    return "f45"
  end
  local function f52()
    say("w4.f52 53")
    if T.w2 then say("w4.f52 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    say("w4.f52 56")
    error("E57", 0)
  end
  local function f58()
    say("w4.f58 59")
    if T.w3 then say("w4.f58 cancels w3 " .. yn(T.w3:cancel())) end
    ev:wait()
    say("w4.f58 62 ev")
    if not q:empty() then say("w4.f58 took " .. q:get_nowait()) end
    return "f58"
  end
  for _, x in ipairs(gather({ spawn("f45", f45), spawn("f52", f52), spawn("f58", f58) }, { return_errors = true })) do
    say("w4 44 " .. (x.ok and x.value or kind(x.error)))
  end
  say("w4 65")
  ev:wait()
  say("w4 67 ev")
  say("w4 68 end")
end
local function w5()
  do local ok, e = pcall(timeout, 0, function()
    q:put(70)
    say("w5 71 put 70")
    local function f73()
      say("w5.f73 74")
      sleep(1)
      say("w5.f73 76")
      error("E77", 0)
    end
    local function f78()
      say("w5.f78 79")
      q:put(80)
      say("w5.f78 81 put 80")
      error("E82", 0)
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f73", f73)
      tg:spawn("f78", f78)
    end)
      if is(e, ErrorGroup) then say("w5 72 " .. kind(e)) elseif not ok then error(e, 0) end end
    sleep(0)
    say("w5 84")
  end)
    if is(e, Timeout) then say("w5 69 timeout") elseif not ok then error(e, 0) end end
  q:put(85)
  say("w5 86 put 85")
  say("w5 88")
  say("w5 89 end")
end
local function w6()
  do local ok, e = pcall(function() shield(T.w3) end)
    if ok then say("w6 90 ok") elseif type(e) == "string" then say("w6 90 err " .. kind(e)) else error(e, 0) end end
  local function f92()
    say("w6.f92 93")
    do local ok, e = pcall(function() shield(T.w5) end)
      if ok then say("w6.f92 94 ok") elseif type(e) == "string" then say("w6.f92 94 err " .. kind(e)) else error(e, 0) end end
    say("w6.f92 96")
    return "f92"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f92", f92) }, { timeout = 1 }) do say("w6 91 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w6 91 err " .. kind(e)) else error(e, 0) end end end
  say("w6 97 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
say('main cancels w3 ' .. yn(T.w3:cancel()))
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
if not q:full() then q:put_nowait(0) end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
if not q:empty() then q:get_nowait() end
sleep(30)
say('main ends')
