-- random program 104
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(2)
local function w1()
  do local _ <close> = lk:hold()
    say("w1 2 in")
    ev:clear()
  end
  say("w1 5")
  q:put(6)
  say("w1 7 put 6")
  sleep(1)
  say("w1 9")
  ev:set()
  say("w1 11 end")
end
local function w2()
  do local _ <close> = lk:hold()
    say("w2 13 in")
    sleep(1)
    say("w2 15")
    local function f17()
      say("w2.f17 18")
      do local _ <close> = lk:hold()
        say("w2.f17 20 in")
        sleep(1)
        say("w2.f17 22")
        if not q:empty() then say("w2.f17 took " .. q:get_nowait()) end
        say("w2.f17 25")
      end
      if T.w4 then say("w2.f17 cancels w4 " .. yn(T.w4:cancel())) end
      return "f17"
    end
    local function f27()
      say("w2.f27 28")
      sleep(0)
      say("w2.f27 30")
      sleep(0)
      say("w2.f27 32")
      return "f27"
    end
    do local dn, pn = wait({ spawn("f17", f17), spawn("f27", f27) }, { return_when = "all", timeout = 1 })
      say("w2 16 done " .. #dn .. " pending " .. #pn) end
  end
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  say("w2 34 end")
end
local function w3()
  sleep(2)
  say("w3 36")
  say("w3 size " .. q:size())
  local function f39()
    say("w3.f39 40")
    sleep(3)
    say("w3.f39 42")
    return "f39"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f39", f39)
    sleep(1)
    say("w3 44")
    sleep(1)
    say("w3 46")
    current():cancel()
  end)
    if is(e, ErrorGroup) then say("w3 38 " .. kind(e)) elseif not ok then error(e, 0) end end
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  say("w3 49 end")
end
local function w4()
  ev:wait()
  say("w4 51 ev")
  do local ok, e = pcall(function()
    say("w4 size " .. q:size())
  end)
    if is(e, Cancelled) then say("w4 52 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  say("w4 54 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
sleep(0)
sleep(0)
sleep(1)
if not q:empty() then q:get_nowait() end
sleep(30)
say('main ends')
