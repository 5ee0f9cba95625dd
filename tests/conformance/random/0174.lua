-- random program 174
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
  do local _ <close> = sm:hold()
    say("w1 2 in")
    if T.w1 then say("w1 cancels w1 " .. yn(T.w1:cancel())) end
  end
  sleep(2)
  say("w1 5")
  do local ok, e = pcall(timeout, 2, function()
    say("w1 8")
    sleep(2)
    say("w1 10")
    do local _ <close> = lk:hold()
      say("w1 12 in")
      do local _ <close> = lk:hold()
        say("w1 14 in")
        if T.w1 then say("w1 cancels w1 " .. yn(T.w1:cancel())) end
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
      end
      say("w1 19")
      do local ok, e = pcall(function()
        say("w1 22")
        ev:clear()
      end)
        if is(e, Cancelled) then say("w1 20 cancelled swallow")
        elseif not ok then error(e, 0) end end
    end
  end)
    if is(e, Timeout) then say("w1 6 timeout") elseif not ok then error(e, 0) end end
  do local _ <close> = sm:hold()
    say("w1 25 in")
    do local ok, e = pcall(function()
      say("w1 size " .. q:size())
      sleep(0)
      say("w1 29")
    end)
      if is(e, Cancelled) then say("w1 26 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    if T.w3 then say("w1 cancels w3 " .. yn(T.w3:cancel())) end
    say("w1 got " .. q:get())
  end
  q:put(32)
  say("w1 33 put 32")
  say("w1 34 end")
end
local function w2()
  say("w2 got " .. q:get())
  local function f37()
    say("w2.f37 38")
    sleep(1)
    say("w2.f37 40")
    do local ok, e = pcall(function()
      sleep(1)
      say("w2.f37 43")
      sleep(5)
      say("w2.f37 45")
    end)
      if is(e, Cancelled) then say("w2.f37 41 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    return "f37"
  end
  local function f46()
    say("w2.f46 47")
    ev:clear()
    do local _ <close> = sm:hold()
      say("w2.f46 50 in")
      local function f52()
        say("w2.f46.f52 53")
        if not q:empty() then say("w2.f46.f52 took " .. q:get_nowait()) end
        sleep(0)
        say("w2.f46.f52 56")
        sleep(1)
        say("w2.f46.f52 58")
        return "f52"
      end
      local function f59()
        say("w2.f46.f59 60")
        ev:clear()
        if not q:empty() then say("w2.f46.f59 took " .. q:get_nowait()) end
        error("E63", 0)
      end
      local function f64()
        say("w2.f46.f64 65")
        if not q:full() then q:put_nowait(66) end
        error("E67", 0)
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f52", f52)
        tg:spawn("f59", f59)
        tg:spawn("f64", f64)
      end)
        if is(e, ErrorGroup) then say("w2.f46 51 " .. kind(e)) elseif not ok then error(e, 0) end end
      sleep(1)
      say("w2.f46 69")
      sleep(3)
      say("w2.f46 71")
    end
    return "f46"
  end
  do local dn, pn = wait({ spawn("f37", f37), spawn("f46", f46) }, { return_when = "first", timeout = nil })
    say("w2 36 done " .. #dn .. " pending " .. #pn) end
  if not q:empty() then say("w2 took " .. q:get_nowait()) end
  say("w2 count " .. current():cancelling())
  say("w2 75")
  say("w2 76 end")
end
local function w3()
  say("w3 78")
  if not q:full() then q:put_nowait(79) end
  sleep(2)
  say("w3 81")
  do local ok, e = pcall(function() shield(T.w1) end)
    if ok then say("w3 82 ok") elseif type(e) == "string" then say("w3 82 err " .. kind(e)) else error(e, 0) end end
  say("w3 83 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(2)
sleep(2)
if not q:empty() then q:get_nowait() end
sleep(10)
say('main ends')
