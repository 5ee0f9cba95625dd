-- random program 243
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
  say("w1 2")
  if T.w2 then say("w1 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  current():cancel()
  sleep(2)
  say("w1 6")
  do local _ <close> = lk:hold()
    say("w1 8 in")
    if not q:empty() then say("w1 took " .. q:get_nowait()) end
    do local _ <close> = lk:hold()
      say("w1 11 in")
      say("w1 13")
      sleep(0)
      say("w1 15")
      local function f17()
        say("w1.f17 18")
        ev:wait()
        say("w1.f17 20 ev")
        say("w1.f17 22")
        say("w1.f17 24")
        error("E25", 0)
      end
      for _, x in ipairs(gather({ spawn("f17", f17) }, { return_errors = true })) do
        say("w1 16 " .. (x.ok and x.value or kind(x.error)))
      end
    end
    if T.w1 then say("w1 cancels w1 " .. yn(T.w1:cancel())) end
  end
  say("w1 27 end")
end
local function w2()
  ev:wait()
  say("w2 29 ev")
  sleep(1)
  say("w2 31")
  do local ok, e = pcall(timeout, 0, function()
    ev:wait()
    say("w2 34 ev")
    say("w2 got " .. q:get())
    say("w2 size " .. q:size())
  end)
    if is(e, Timeout) then say("w2 32 timeout") elseif not ok then error(e, 0) end end
  sleep(0)
  say("w2 38")
  ev:wait()
  say("w2 40 ev")
  say("w2 41 end")
end
local function w3()
  do local ok, e = pcall(timeout, 3, function()
    local function f44()
      say("w3.f44 45")
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
      error("E47", 0)
    end
    local function f48()
      say("w3.f48 49")
      local function f51()
        say("w3.f48.f51 52")
        if T.w1 then say("w3.f48.f51 cancels w1 " .. yn(T.w1:cancel())) end
        say("w3.f48.f51 55")
        say("w3.f48.f51 57")
        return "f51"
      end
      do local dn, pn = wait({ spawn("f51", f51) }, { return_when = "first_error", timeout = 0 })
        say("w3.f48 50 done " .. #dn .. " pending " .. #pn) end
      return "f48"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f44", f44)
      tg:spawn("f48", f48)
      ev:wait()
      say("w3 59 ev")
      if not q:full() then q:put_nowait(60) end
    end)
      if is(e, ErrorGroup) then say("w3 43 " .. kind(e)) elseif not ok then error(e, 0) end end
    say("w3 got " .. q:get())
  end)
    if is(e, Timeout) then say("w3 42 timeout") elseif not ok then error(e, 0) end end
  say("w3 got " .. q:get())
  say("w3 got " .. q:get())
  if T.w3 then say("w3 cancels w3 " .. yn(T.w3:cancel())) end
  say("w3 65 end")
end
local function w4()
  do local _ <close> = lk:hold()
    say("w4 67 in")
    q:put(68)
    say("w4 69 put 68")
    say("w4 count " .. current():cancelling())
    do local _ <close> = lk:hold()
      say("w4 72 in")
      if T.w2 then say("w4 cancels w2 " .. yn(T.w2:cancel())) end
      if not q:empty() then say("w4 took " .. q:get_nowait()) end
      sleep(1)
      say("w4 76")
    end
  end
  if not q:empty() then say("w4 took " .. q:get_nowait()) end
  say("w4 78 end")
end
local function w5()
  q:put(79)
  say("w5 80 put 79")
  sleep(1)
  say("w5 82")
  do local _ <close> = lk:hold()
    say("w5 84 in")
    do local _ <close> = lk:hold()
      say("w5 86 in")
      say("w5 88")
    end
    q:put(89)
    say("w5 90 put 89")
  end
  say("w5 92")
  say("w5 94")
  say("w5 95 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
if not q:full() then q:put_nowait(0) end
sleep(3)
ev:set()
sleep(10)
say('main ends')
