-- random program 71
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(1)
local function w1()
  current():cancel()
  local function f3()
    say("w1.f3 4")
    if not q:full() then q:put_nowait(5) end
    local function f7()
      say("w1.f3.f7 8")
      local function f10()
        say("w1.f3.f7.f10 11")
        sleep(2)
        say("w1.f3.f7.f10 13")
        sleep(0)
        say("w1.f3.f7.f10 15")
        return "f10"
      end
      local function f16()
        say("w1.f3.f7.f16 17")
        if not q:full() then q:put_nowait(18) end
        return "f16"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f10", f10)
        tg:spawn("f16", f16)
        q:put(19)
        say("w1.f3.f7 20 put 19")
      end)
        if is(e, ErrorGroup) then say("w1.f3.f7 9 " .. kind(e)) elseif not ok then error(e, 0) end end
      do local ok, e = pcall(timeout, 3, function()
        say("w1.f3.f7 23")
      end)
        if is(e, Timeout) then say("w1.f3.f7 21 timeout") elseif not ok then error(e, 0) end end
      if T.w3 then say("w1.f3.f7 cancels w3 " .. yn(T.w3:cancel())) end
      error("E25", 0)
    end
    for _, x in ipairs(gather({ spawn("f7", f7) }, { return_errors = true })) do
      say("w1.f3 6 " .. (x.ok and x.value or kind(x.error)))
    end
    if T.w3 then say("w1.f3 cancels w3 " .. yn(T.w3:cancel())) end
    return "f3"
  end
  for _, x in ipairs(gather({ spawn("f3", f3) }, { return_errors = true })) do
    say("w1 2 " .. (x.ok and x.value or kind(x.error)))
  end
  do local _ <close> = sm:hold()
    say("w1 28 in")
    local function f30()
      say("w1.f30 31")
      do local _ <close> = sm:hold()
        say("w1.f30 33 in")
        if not q:full() then q:put_nowait(34) end
      end
      say("w1.f30 36")
      error("E37", 0)
    end
    do local dn, pn = wait({ spawn("f30", f30) }, { return_when = "all", timeout = 0 })
      say("w1 29 done " .. #dn .. " pending " .. #pn) end
    ev:clear()
  end
  say("w1 39 end")
end
local function w2()
  do local _ <close> = defer(function()
    sleep(2)
    say("w2 40 finally")
  end)
    sleep(1)
    say("w2 42")
    if T.w3 then say("w2 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  end
  if not q:empty() then say("w2 took " .. q:get_nowait()) end
  sleep(3)
  say("w2 46")
  if T.w3 then say("w2 cancels w3 " .. yn(T.w3:cancel())) end
  q:put(48)
  say("w2 49 put 48")
  say("w2 50 end")
end
local function w3()
  sleep(1)
  say("w3 52")
  say("w3 54")
  sleep(1)
  say("w3 56")
  if T.w2 then say("w3 cancels w2 " .. yn(T.w2:cancel())) end
  say("w3 58 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
if not q:empty() then q:get_nowait() end
if not q:full() then q:put_nowait(0) end
sleep(30)
say('main ends')
